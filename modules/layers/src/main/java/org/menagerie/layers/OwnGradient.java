package org.menagerie.layers;

import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A graph's gradient that gives the same object each time it is asked for all of it. */
final class OwnGradient extends DefaultGradient {
  private static final long serialVersionUID = 1;

  private final transient INDArray all;

  /**
   * The gradient of a graph.
   *
   * @param all what the graph's updater knows as its gradients
   * @param parts views of it, one for each parameter
   */
  OwnGradient(INDArray all, Gradient parts) {
    super(all);
    this.all = all;
    gradientForVariable().putAll(parts.gradientForVariable());
  }

  @Override
  public INDArray gradient() {
    return all;
  }
}
