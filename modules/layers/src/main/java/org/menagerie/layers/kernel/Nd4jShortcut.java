package org.menagerie.layers.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;

/** {@link ShortcutKernel} in plain ND4J operations. */
record Nd4jShortcut(int stride) implements ShortcutKernel {
  @Override
  public void forward(INDArray x, INDArray y) {
    y.assign(0);
    channels(y, x.size(3)).assign(pixels(x));
  }

  @Override
  public void backward(INDArray dy, INDArray dx) {
    dx.assign(0);
    pixels(dx).assign(channels(dy, dx.size(3)));
  }

  private INDArray pixels(INDArray x) {
    return x.get(all(), picked(x.size(1)), picked(x.size(2)), all());
  }

  /** ND4J refuses an interval whose step is longer than the axis. */
  private INDArrayIndex picked(long size) {
    return size <= stride ? interval(0, 1) : interval(0, stride, size);
  }

  private static INDArray channels(INDArray y, long channels) {
    return y.get(all(), all(), all(), interval(0, channels));
  }
}
