package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * y = activation(x * W + b) over images, and its gradients.
 *
 * <p>x and y are 'c' ordered [batch, height, width, channels]; W and its gradient are 'c' ordered
 * [out channels, in channels, height, width], as Deeplearning4j's parameter views are; b is null
 * for a layer without bias. A kernel keeps what its backward pass needs and belongs to one layer.
 */
public interface ConvolutionKernel {
  /** Computes y; {@code training} says that a backward pass may follow. */
  void forward(ImageShape shape, INDArray x, INDArray w, INDArray b, INDArray y, boolean training);

  /**
   * Computes dW, db (null without a bias) and dx (null if not wanted) from the gradient of the last
   * forward's y.
   */
  void backward(
      ImageShape shape, INDArray x, INDArray w, INDArray dy, INDArray dw, INDArray db, INDArray dx);
}
