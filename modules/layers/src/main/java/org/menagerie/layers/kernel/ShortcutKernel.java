package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Every stride-th pixel of images, with channels of zeros behind: y[n, i, j, c] = x[n, s i, s j,
 * c].
 *
 * <p>x [batch, height, width, channels] and y are 'c' ordered; y has at least x's channels, and
 * height and width divided by the stride, rounded up.
 */
public interface ShortcutKernel {
  /** Writes all of y. */
  void forward(INDArray x, INDArray y);

  /** Writes all of the gradient of x, which is 0 at pixels that were left out. */
  void backward(INDArray dy, INDArray dx);
}
