package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The maximum of a window, NaN where the window holds one.
 *
 * <p>Both families' maxima pass NaN over, so that a training that has diverged would go on unseen.
 */
final class MaxPooling implements PoolingKernel {
  private final PoolingKernel maximum;
  private final PoolingKernel mean;

  MaxPooling(PoolingKernel maximum, PoolingKernel mean) {
    this.maximum = maximum;
    this.mean = mean;
  }

  @Override
  public void forward(ImageShape shape, INDArray x, INDArray y) {
    maximum.forward(shape, x, y);
    if (!Double.isFinite(x.sumNumber().doubleValue())) {
      INDArray nans = y.ulike();
      mean.forward(shape, x.mul(0), nans); // 0 but for windows with NaN or infinity
      y.addi(nans);
    }
  }

  @Override
  public void backward(ImageShape shape, INDArray x, INDArray dy, INDArray dx) {
    maximum.backward(shape, x, dy, dx);
  }
}
