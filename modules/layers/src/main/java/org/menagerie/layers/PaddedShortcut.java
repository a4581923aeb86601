package org.menagerie.layers;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.menagerie.layers.runtime.PaddedShortcutRuntime;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The shortcut without parameters of a residual block that shrinks images and adds channels.
 *
 * <p>Images [batch, height, width, channels] give [batch, ceil(height / stride), ceil(width /
 * stride), nOut]: every stride-th pixel, then channels of zeros. Option A of He et al., "Deep
 * Residual Learning for Image Recognition" (2015); option B is a {@link Convolution} of 1 x 1.
 */
public final class PaddedShortcut extends NoParamLayer {
  private static final long serialVersionUID = 1;

  @JsonProperty private int stride;
  @JsonProperty private int nOut;
  @JsonProperty private long nIn; // 0 until the input's type is known

  /** For Jackson. */
  PaddedShortcut() {}

  private PaddedShortcut(Builder builder) {
    super(builder);
    stride = builder.stride;
    nOut = builder.nOut;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    PaddedShortcutRuntime layer = new PaddedShortcutRuntime(conf, type, stride, nIn, nOut);
    return Instances.ready(layer, conf, listeners, index, parameters, initialize);
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    nIn = Inputs.image(this, input).getChannels();
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    InputType.InputTypeConvolutional image = Inputs.image(this, input);
    if (image.getChannels() > nOut) {
      throw new IllegalArgumentException(
          "layer \"%s\": nOut must be at least the input's channels %d, was %d"
              .formatted(getLayerName(), image.getChannels(), nOut));
    }
    long height = (image.getHeight() + stride - 1) / stride;
    long width = (image.getWidth() + stride - 1) / stride;
    return InputType.convolutional(height, width, nOut, CNN2DFormat.NHWC);
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    return MemoryReports.of(this, input, getOutputType(-1, input), 0);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof PaddedShortcut that
        && stride == that.stride
        && nIn == that.nIn
        && nOut == that.nOut;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), stride, nIn, nOut);
  }

  /** Builds a {@link PaddedShortcut}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder
      extends org.deeplearning4j.nn.conf.layers.Layer.Builder<Builder> {
    private final int stride;
    private final int nOut;

    /** Starts with the step between pixels and the channels of the output, each at least 1. */
    public Builder(int stride, int nOut) {
      this.stride = Checks.positive(stride, "stride");
      this.nOut = Checks.positive(nOut, "nOut");
    }

    @Override
    public PaddedShortcut build() {
      return new PaddedShortcut(this);
    }
  }
}
