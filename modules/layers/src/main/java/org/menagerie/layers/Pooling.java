package org.menagerie.layers;

import java.util.Arrays;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.ConvolutionUtils;
import org.menagerie.layers.kernel.PoolingKernel.Kind;
import org.menagerie.layers.kernel.Window;
import org.menagerie.layers.runtime.PoolingRuntime;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The maximum or the mean of windows of images [batch, height, width, channels].
 *
 * <p>Gives [batch, out height, out width, channels]. Options are those of Deeplearning4j's
 * SubsamplingLayer, without dilation.
 */
public final class Pooling extends SubsamplingLayer {
  private static final long serialVersionUID = 1;

  /** For Jackson. */
  Pooling() {}

  private Pooling(Builder builder) {
    super(builder);
    setCnn2dDataFormat(CNN2DFormat.NHWC);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    Window[] windows =
        Window.of(getKernelSize(), getStride(), getDilation(), getPadding(), getConvolutionMode());
    PoolingRuntime layer = new PoolingRuntime(conf, type, kind(), windows);
    return Instances.ready(layer, conf, listeners, index, parameters, initialize);
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    super.setNIn(Inputs.image(this, input), override);
  }

  @Override
  public Pooling clone() {
    return (Pooling) super.clone();
  }

  private Kind kind() {
    if (getPoolingType() == org.deeplearning4j.nn.conf.layers.PoolingType.MAX) {
      return Kind.MAX;
    }
    return isAvgPoolIncludePadInDivisor() ? Kind.AVERAGE_WITH_PADDING : Kind.AVERAGE;
  }

  /** Builds a {@link Pooling} layer with Deeplearning4j's options. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends SubsamplingLayer.Builder {
    /** Pooling of one kind, MAX or AVG, over windows of this height and width. */
    public Builder(org.deeplearning4j.nn.conf.layers.PoolingType type, int height, int width) {
      super(type, new int[] {height, width});
    }

    @Override
    public Pooling build() {
      if (poolingType != org.deeplearning4j.nn.conf.layers.PoolingType.MAX
          && poolingType != org.deeplearning4j.nn.conf.layers.PoolingType.AVG) {
        throw new IllegalArgumentException("pooling must be MAX or AVG, was " + poolingType);
      }
      if (getDilation()[0] != 1 || getDilation()[1] != 1) {
        throw new IllegalArgumentException(
            "dilation must be [1, 1], was " + Arrays.toString(getDilation()));
      }
      ConvolutionUtils.validateConvolutionModePadding(convolutionMode, padding);
      ConvolutionUtils.validateCnnKernelStridePadding(kernelSize, stride, padding);
      return new Pooling(this);
    }
  }
}
