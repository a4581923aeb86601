package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * y = activation(gamma (x - mean) / sqrt(var + epsilon) + beta) per channel, and its gradients.
 *
 * <p>x, y [batch, height, width, channels] or [batch, channels], 'c' ordered; all others
 * [channels]. The variance of a batch is the biased one. A kernel keeps what its backward pass
 * needs and belongs to one layer.
 */
public interface BatchNormKernel {
  /** Computes y with the statistics of this batch, which go to mean and var. */
  void train(INDArray x, INDArray gamma, INDArray beta, INDArray mean, INDArray var, INDArray y);

  /** Computes y with given statistics. */
  void infer(INDArray x, INDArray gamma, INDArray beta, INDArray mean, INDArray var, INDArray y);

  /** Computes dgamma, dbeta and dx after {@link #train}, with the mean and var it gave. */
  void backward(BatchNormArrays forward, INDArray dy, INDArray dgamma, INDArray dbeta, INDArray dx);

  /** Computes dgamma, dbeta and dx after {@link #infer}, whose mean and var are constants. */
  void backwardFixed(
      BatchNormArrays forward, INDArray dy, INDArray dgamma, INDArray dbeta, INDArray dx);

  /** The arrays of a forward pass. */
  record BatchNormArrays(INDArray x, INDArray gamma, INDArray beta, INDArray mean, INDArray var) {}
}
