package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Multi-head self-attention (Vaswani et al. 2017, section 3.2.2) with its four projections.
 *
 * <p>Q, K and V are one product of the input; each head computes softmax(Q K^T / sqrt(headSize)) V;
 * the heads side by side go through the output projection. Padded steps are not looked at. Keeps
 * from each forward pass what the backward pass needs.
 */
public interface AttentionKernel {

  /**
   * The parameters, or their gradients, in the same layout.
   *
   * @param qkv [features, 3 * width] in 'f' order: queries, then keys, then values
   * @param qkvBias [1, 3 * width]
   * @param out [width, outputs] in 'f' order
   * @param outBias [1, outputs]
   */
  record Weights(INDArray qkv, INDArray qkvBias, INDArray out, INDArray outBias) {}

  /**
   * Computes the output, of no meaning in padded rows.
   *
   * @param x rows [N * T, features] in 'c' order
   * @param dropping applied to the attention weights
   * @param y rows [N * T, outputs] in 'c' order, written
   */
  void forward(
      AttentionShape shape,
      Weights weights,
      INDArray x,
      StepMask mask,
      Dropping dropping,
      INDArray y);

  /**
   * Computes the gradients of the last forward pass, which must have had the same arguments.
   *
   * @param dy gradient of the output, padded rows being 0
   * @param dx gradient of the input, written
   * @param gradients of the weights, written
   */
  void backward(Weights weights, INDArray x, INDArray dy, INDArray dx, Weights gradients);

  /** The attention weights of the last forward pass, before dropout: a new array [N, H, T, T]. */
  INDArray attention();
}
