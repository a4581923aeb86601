package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): every row to mean 0 and variance 1, then gain
 * and bias.
 *
 * <p>Keeps the rows' statistics from each forward pass for the backward pass.
 */
public interface LayerNormKernel {

  /**
   * y = gain * (x - mean) / sqrt(variance + epsilon) + bias, the variance being biased.
   *
   * @param x rows [M, F] in 'c' order
   * @param y rows [M, F] in 'c' order, written
   */
  void forward(INDArray x, INDArray gain, INDArray bias, double epsilon, INDArray y);

  /** The gradients of the last forward pass, all written. */
  void backward(
      INDArray x,
      INDArray gain,
      double epsilon,
      INDArray dy,
      INDArray dx,
      INDArray gainGradient,
      INDArray biasGradient);
}
