package org.menagerie.rnn;

import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.menagerie.layers.BidirectionalRecurrent.Mode;

/** How the outputs of two directions become one. */
public enum Merge {
  /** Side by side: twice the units. */
  CONCATENATE(Mode.CONCAT, null),
  ADD(Mode.ADD, Op.Add),
  AVERAGE(Mode.AVERAGE, Op.Average);

  private final Mode mode;
  private final Op vertex;

  Merge(Mode mode, Op vertex) {
    this.mode = mode;
    this.vertex = vertex;
  }

  /** The mode of the layers. */
  Mode mode() {
    return mode;
  }

  /** The element-wise operation; null where there is none. */
  Op vertex() {
    return vertex;
  }
}
