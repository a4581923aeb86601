package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A weighted mean over the steps of each sequence, with learned weights.
 *
 * <p>Step t of a sequence weighs softmax over t of v . tanh(x_t W + b), padding weighs nothing: the
 * additive attention of Bahdanau, Cho and Bengio 2015 with a learned query, as in Yang et al. 2016,
 * equations 5 to 7. Keeps from each forward pass what the backward pass needs.
 */
public interface PoolingAttentionKernel {

  /**
   * The parameters, or their gradients, in the same layout.
   *
   * @param in [features, size] in 'f' order
   * @param bias [1, size]
   * @param query [size, 1]
   */
  record Weights(INDArray in, INDArray bias, INDArray query) {}

  /**
   * Computes the means.
   *
   * @param x rows [N * T, features] in 'c' order
   * @param y [N, features] in 'c' order, written; 0 for a sequence of nothing but padding
   */
  void forward(Weights weights, INDArray x, StepMask mask, INDArray y);

  /** The gradients of the last forward pass, which must have had the same arguments. */
  void backward(Weights weights, INDArray x, INDArray dy, INDArray dx, Weights gradients);

  /** Each step's weight in the last forward pass: a new array [N, T]. */
  INDArray attention();
}
