package org.menagerie.benchmarks.network;

import org.menagerie.benchmarks.workload.Examples;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The orders in which Deeplearning4j's inputs hold a batch. */
final class Layouts {

  private Layouts() {}

  /** Returns the batch as it is: [batch, features] or [batch, height, width, channels]. */
  static INDArray plain(Examples examples) {
    int[] example = examples.workload().exampleShape();
    long[] shape = new long[example.length + 1];
    shape[0] = examples.workload().batch();
    for (int i = 0; i < example.length; i++) {
      shape[i + 1] = example[i];
    }
    return Nd4j.createFromArray(examples.features()).reshape(shape);
  }

  /** Returns images as [batch, channels, height, width], Deeplearning4j's usual order. */
  static INDArray channelsFirst(Examples examples) {
    return moved(plain(examples), 0, 3, 1, 2);
  }

  /** Returns sequences as [batch, features, steps]. */
  static INDArray timeLast(Examples examples) {
    return moved(plain(examples), 0, 2, 1);
  }

  /** Returns tokens as [batch, 1, steps]. */
  static INDArray tokens(Examples examples) {
    INDArray tokens = plain(examples);
    return tokens.reshape(tokens.size(0), 1, tokens.size(1));
  }

  private static INDArray moved(INDArray plain, int... axes) {
    INDArray moved = plain.permute(axes).dup('c');
    plain.close();
    return moved;
  }
}
