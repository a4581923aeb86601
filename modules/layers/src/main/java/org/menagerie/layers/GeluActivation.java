package org.menagerie.layers;

import org.menagerie.layers.kernel.Gelu;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * GELU, z Phi(z), Phi being the normal distribution function (Hendrycks and Gimpel 2016).
 *
 * <p>For any layer that takes an activation. Deeplearning4j's own GELU is an approximation by a
 * logistic function (0.8458 at 1 instead of 0.8413); its precise form gives 0.8314 there, and a
 * gradient that does not belong to it.
 */
public final class GeluActivation extends BaseActivationFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    Gelu.apply(in);
    return in;
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    INDArray gradient = epsilon.dup(in.ordering()); // other layers may share epsilon
    Gelu.gradient(in, gradient);
    return new Pair<>(gradient, null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GeluActivation;
  }

  @Override
  public int hashCode() {
    return GeluActivation.class.hashCode();
  }

  @Override
  public String toString() {
    return "gelu";
  }
}
