package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The fused activations in plain ND4J operations. */
final class Nd4jActivation {
  private Nd4jActivation() {}

  /** Replaces z by f(z). */
  static void apply(Fused activation, INDArray z) {
    switch (activation) {
      case NONE -> {}
      case RELU -> Transforms.relu(z, false);
      case TANH -> Transforms.tanh(z, false);
      case SIGMOID -> Transforms.sigmoid(z, false);
    }
  }

  /** f'(z) dy as a function of y = f(z); dy itself when nothing is to be done. */
  static INDArray gradient(Fused activation, INDArray y, INDArray dy) {
    return switch (activation) {
      case NONE -> dy;
      case RELU -> dy.mul(y.gt(0).castTo(dy.dataType()));
      case TANH -> dy.mul(y.mul(y).rsubi(1));
      case SIGMOID -> dy.mul(y.rsub(1).muli(y));
    };
  }
}
