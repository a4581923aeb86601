package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The position-wise feed-forward network of a transformer: f(x W1 + b1) W2 + b2 for every row.
 *
 * <p>Keeps the hidden values of each training pass for the backward pass.
 */
public interface FeedForwardKernel {

  /** The function between the two products. */
  enum Hidden {
    /** max(0, z). */
    RELU,
    /** z Phi(z), Phi being the normal distribution's (Hendrycks and Gimpel 2016), exactly. */
    GELU
  }

  /**
   * The parameters, or their gradients, in the same layout.
   *
   * @param in [features, hidden] in 'f' order
   * @param inBias [1, hidden]
   * @param out [hidden, outputs] in 'f' order
   * @param outBias [1, outputs]
   */
  record Weights(INDArray in, INDArray inBias, INDArray out, INDArray outBias) {}

  /**
   * Computes the output.
   *
   * @param x rows [M, features] in 'c' order
   * @param dropping applied to the hidden values
   * @param training whether a backward pass may follow
   * @param y rows [M, outputs] in 'c' order, written
   */
  void forward(
      Weights weights, Hidden hidden, INDArray x, Dropping dropping, boolean training, INDArray y);

  /** The gradients of the last training pass, which must have had the same arguments. */
  void backward(
      Weights weights, Hidden hidden, INDArray x, INDArray dy, INDArray dx, Weights gradients);
}
