package org.menagerie.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The first biases of an LSTM: 0 but for the forget gate, so that early gradients get through. */
final class LstmBias {
  /** Deeplearning4j's default; Jozefowicz et al. (2015) recommend it. */
  static final double FORGET = 1;

  private LstmBias() {}

  static void initialize(INDArray bias, double forget) {
    long hidden = bias.length() / RecurrentCell.LSTM.biasBlocks();
    bias.assign(0);
    bias.get(NDArrayIndex.interval(hidden, 2 * hidden)).assign(forget);
  }
}
