package org.menagerie.layers;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.ConvolutionUtils;
import org.deeplearning4j.util.ValidationUtils;
import org.menagerie.layers.kernel.Window;
import org.menagerie.layers.runtime.ConvolutionRuntime;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Two-dimensional convolution of images [batch, height, width, channels].
 *
 * <p>Gives [batch, out height, out width, out channels]. Options and parameters are those of
 * Deeplearning4j's ConvolutionLayer: b [out], W [out, in, kernel height, kernel width].
 */
public final class Convolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1;

  @JsonProperty private boolean inputGradient = true;

  /** For Jackson. */
  Convolution() {}

  private Convolution(Builder builder) {
    super(builder);
    setCnn2dDataFormat(CNN2DFormat.NHWC);
    inputGradient = builder.inputGradient;
  }

  /** Whether a gradient reaches the layers in front. */
  public boolean hasInputGradient() {
    return inputGradient;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    LayerValidation.assertNInNOutSet("Convolution", getLayerName(), index, getNIn(), getNOut());
    ConvolutionRuntime layer = new ConvolutionRuntime(conf, type);
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
  public Convolution clone() {
    return (Convolution) super.clone();
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof Convolution that
        && inputGradient == that.inputGradient;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), inputGradient);
  }

  /** Builds a {@link Convolution} layer with Deeplearning4j's options. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends ConvolutionLayer.BaseConvBuilder<Builder> {
    private boolean inputGradient = true;

    /** A kernel of this height and width. */
    public Builder(int height, int width) {
      super(new int[] {height, width});
    }

    /**
     * Whether to compute the input's gradient, which is the default.
     *
     * <p>A network's first layer can do without: where nobody reads the gradient of the data, false
     * takes it as 0 and saves the work.
     */
    public Builder inputGradient(boolean value) {
      inputGradient = value;
      return this;
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
    public void setDilation(int[] value) {
      dilation = ValidationUtils.validate2NonNegative(value, false, "dilation");
    }

    @Override
    protected boolean allowCausal() {
      return false; // as in Deeplearning4j's own, for one dimension only
    }

    @Override
    public Convolution build() {
      Inputs.requireDilation(dilation);
      ConvolutionUtils.validateConvolutionModePadding(convolutionMode, padding);
      ConvolutionUtils.validateCnnKernelStridePadding(kernelSize, stride, padding);
      return new Convolution(this);
    }
  }
}
