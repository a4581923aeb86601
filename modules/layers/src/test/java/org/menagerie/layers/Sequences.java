package org.menagerie.layers;

import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Masks, labels and heads for the tests of recurrent layers. */
final class Sequences {
  private Sequences() {}

  /**
   * A mask [examples, steps] with padding before, after, both or none, example by example.
   *
   * <p>The first example has none; the last real step of each other lies at a step of its own.
   */
  static INDArray mask(DataType type, int examples, int steps) {
    INDArray mask = Nd4j.ones(type, examples, steps);
    for (int n = 1; n < examples; n++) {
      int padding = Math.min(steps - 1, 1 + n / 2);
      for (int i = 0; i < padding; i++) {
        mask.putScalar(n, n % 2 == 0 ? i : steps - 1 - i, 0);
      }
    }
    return mask;
  }

  /** One-hot labels [examples, classes, steps]. */
  static INDArray oneHot(DataType type, int examples, int classes, int steps) {
    return Graphs.oneHot(type, examples * steps, classes)
        .reshape('c', examples, steps, classes)
        .permute(0, 2, 1)
        .dup('c');
  }

  /** The sequences with {@code before} and {@code after} steps of {@code filling} around them. */
  static INDArray pad(INDArray x, int before, int after, double filling) {
    INDArray head =
        Nd4j.valueArrayOf(new long[] {x.size(0), x.size(1), before}, filling, x.dataType());
    INDArray tail =
        Nd4j.valueArrayOf(new long[] {x.size(0), x.size(1), after}, filling, x.dataType());
    if (before == 0) {
      return Nd4j.concat(2, x, tail);
    }
    return after == 0 ? Nd4j.concat(2, head, x) : Nd4j.concat(2, head, x, tail);
  }

  /** A mask of {@code real} ones with zeros around, for every example. */
  static INDArray maskAround(DataType type, int examples, int before, int real, int after) {
    INDArray mask = Nd4j.zeros(type, examples, before + real + after);
    for (int n = 0; n < examples; n++) {
      for (int t = before; t < before + real; t++) {
        mask.putScalar(n, t, 1);
      }
    }
    return mask;
  }

  /** A softmax head over pooled features. */
  static OutputLayer output(int classes) {
    return new OutputLayer.Builder().nOut(classes).activation(Activation.SOFTMAX).build();
  }

  /** A softmax head for each step. */
  static RnnOutputLayer outputPerStep(int classes) {
    return new RnnOutputLayer.Builder().nOut(classes).activation(Activation.SOFTMAX).build();
  }
}
