package org.menagerie.core;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonIgnoreProperties;

/**
 * An elementwise activation that stays finite for every finite input of usual size.
 *
 * <p>Deeplearning4j's own Swish, Mish and softplus go through exp(x): beyond x = 88 in single
 * precision the softplus is infinite and the gradients of the other two are not a number.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
abstract sealed class SmoothActivation extends BaseActivationFunction
    permits MishActivation, SoftplusActivation, SwishActivation {
  private static final long serialVersionUID = 1L;

  /** The function's values, in a new array. */
  abstract INDArray value(INDArray x);

  /** The function's slopes, in a new array. */
  abstract INDArray slope(INDArray x);

  @Override
  public final INDArray getActivation(INDArray in, boolean training) {
    return in.assign(value(in));
  }

  @Override
  public final Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    return new Pair<>(slope(in).muli(epsilon), null);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof SmoothActivation s && s.getClass().equals(getClass()); // no parameters
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName();
  }

  /** log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)), whose exponent never overflows. */
  static INDArray softplus(INDArray x) {
    INDArray tail = Transforms.exp(Transforms.abs(x, true).negi(), false);
    return Transforms.log1p(tail, false).addi(Transforms.relu(x, true));
  }
}
