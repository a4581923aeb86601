package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The maximum or the mean of a window that moves over images, and its gradient.
 *
 * <p>Arrays are 'c' ordered [batch, height, width, channels]. A kernel keeps what its backward pass
 * needs and belongs to one layer.
 */
public interface PoolingKernel {
  /** What is taken of the elements in a window. */
  enum Kind {
    /** The largest. */
    MAX,
    /** The mean of the elements that lie inside the image. */
    AVERAGE,
    /** The mean with the zeros of the padding counted. */
    AVERAGE_WITH_PADDING
  }

  /** Computes y. */
  void forward(ImageShape shape, INDArray x, INDArray y);

  /** Computes dx from the gradient of the last forward's y. */
  void backward(ImageShape shape, INDArray x, INDArray dy, INDArray dx);
}
