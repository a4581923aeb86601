package org.menagerie.layers;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.menagerie.layers.kernel.PoolingKernel.Kind;
import org.menagerie.layers.runtime.GlobalPoolingRuntime;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The maximum or the mean of each channel of an image.
 *
 * <p>Images [batch, height, width, channels] give [batch, channels].
 */
public final class GlobalPooling extends NoParamLayer {
  private static final long serialVersionUID = 1;

  @JsonProperty private PoolingType poolingType;

  /** For Jackson. */
  GlobalPooling() {}

  private GlobalPooling(Builder builder) {
    super(builder);
    poolingType = builder.poolingType;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    Kind kind = poolingType == PoolingType.MAX ? Kind.MAX : Kind.AVERAGE;
    GlobalPoolingRuntime layer = new GlobalPoolingRuntime(conf, type, kind);
    return Instances.ready(layer, conf, listeners, index, parameters, initialize);
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.feedForward(Inputs.image(this, input).getChannels());
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
        && other instanceof GlobalPooling that
        && poolingType == that.poolingType;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), poolingType);
  }

  /** Builds a {@link GlobalPooling} layer. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder
      extends org.deeplearning4j.nn.conf.layers.Layer.Builder<Builder> {
    private final PoolingType poolingType;

    /** Pooling of one kind, MAX or AVG. */
    public Builder(PoolingType type) {
      if (type != PoolingType.MAX && type != PoolingType.AVG) {
        throw new IllegalArgumentException("pooling must be MAX or AVG, was " + type);
      }
      poolingType = type;
    }

    @Override
    public GlobalPooling build() {
      return new GlobalPooling(this);
    }
  }
}
