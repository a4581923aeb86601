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
import org.deeplearning4j.util.ValidationUtils;
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
    PoolingRuntime layer = new PoolingRuntime(conf, type, kind(), windows());
    return Instances.ready(layer, conf, listeners, index, parameters, initialize);
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    Inputs.requireRoom(this, input, windows());
    return super.getOutputType(index, input);
  }

  private Window[] windows() {
    return Window.of(kernelSize, stride, dilation, padding, convolutionMode);
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
  public static final class Builder extends SubsamplingLayer.BaseSubsamplingBuilder<Builder> {
    /** Pooling of one kind, MAX or AVG, over windows of this height and width. */
    public Builder(org.deeplearning4j.nn.conf.layers.PoolingType type, int height, int width) {
      super(type, new int[] {height, width});
    }

    /** Elements from one window to the next, over height and width; 2 and 2 by default. */
    public Builder stride(int... value) {
      setStride(value);
      return this;
    }

    /** Elements of padding, before and after, less than the window's; none by default. */
    public Builder padding(int... value) {
      setPadding(value);
      return this;
    }

    /**
     * Refuses what the layer cannot do: images are [batch, height, width, channels].
     *
     * @throws IllegalArgumentException for NCHW
     */
    @Override
    public Builder dataFormat(CNN2DFormat format) {
      if (format != CNN2DFormat.NHWC) {
        throw new IllegalArgumentException("dataFormat must be NHWC, was " + format);
      }
      return this;
    }

    @Override
    protected boolean allowCausal() {
      return false; // as in Deeplearning4j's own, for one dimension only
    }

    @Override
    public void setKernelSize(int[] value) {
      kernelSize = ValidationUtils.validate2NonNegative(value, false, "kernelSize");
    }

    @Override
    public void setStride(int[] value) {
      stride = ValidationUtils.validate2NonNegative(value, false, "stride");
    }

    @Override
    public void setPadding(int[] value) {
      padding = ValidationUtils.validate2NonNegative(value, false, "padding");
    }

    @Override
    public Pooling build() {
      if (poolingType != org.deeplearning4j.nn.conf.layers.PoolingType.MAX
          && poolingType != org.deeplearning4j.nn.conf.layers.PoolingType.AVG) {
        throw new IllegalArgumentException("pooling must be MAX or AVG, was " + poolingType);
      }
      ConvolutionUtils.validateConvolutionModePadding(convolutionMode, padding);
      ConvolutionUtils.validateCnnKernelStridePadding(kernelSize, stride, padding);
      for (int i = 0; i < padding.length; i++) { // a window of padding alone has no value
        if (padding[i] >= kernelSize[i]) {
          throw new IllegalArgumentException(
              "padding must be less than the window %s, was %s"
                  .formatted(Arrays.toString(kernelSize), Arrays.toString(padding)));
        }
      }
      return new Pooling(this);
    }
  }
}
