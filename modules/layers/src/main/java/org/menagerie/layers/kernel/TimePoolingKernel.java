package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pools sequences over their real steps.
 *
 * <p>Keeps what its backward pass needs, so every layer instance has its own. A sequence without a
 * real step gives 0 and takes no gradient.
 */
public interface TimePoolingKernel {
  /**
   * Pools.
   *
   * @param x the sequences [N, F, T], any strides
   * @param mask 0 at padded steps and anything else at real ones [N, T]; null when all are real
   * @param out the pooled features [N, F] in 'f' order, written
   */
  void forward(INDArray x, INDArray mask, INDArray out);

  /**
   * Spreads the gradient over the steps of the last forward pass.
   *
   * @param epsilon the loss's gradient with respect to the pooled features [N, F]
   * @param dx the loss's gradient with respect to the sequences [N, F, T] in 'f' order, overwritten
   */
  void backward(INDArray epsilon, INDArray dx);
}
