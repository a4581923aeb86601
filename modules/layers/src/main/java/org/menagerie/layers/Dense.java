package org.menagerie.layers;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.menagerie.layers.runtime.DenseRuntime;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Fully connected layer: y = activation(x W + b).
 *
 * <p>Feed-forward input [batch, in] gives [batch, out]. Sequences [batch, in, steps] give [batch,
 * out, steps], the same weights at every step, and 0 at masked steps. Parameters are those of
 * Deeplearning4j's DenseLayer: W [in, out] and b [out].
 */
public final class Dense extends FeedForwardLayer {
  private static final long serialVersionUID = 1;

  @JsonProperty private boolean hasBias = true;

  /** For Jackson. */
  Dense() {}

  private Dense(Builder builder) {
    super(builder);
    hasBias = builder.hasBias;
    initializeConstraints(builder);
  }

  /** Whether b is added. */
  public boolean hasBias() {
    return hasBias;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    LayerValidation.assertNInNOutSet("Dense", getLayerName(), index, getNIn(), getNOut());
    DenseRuntime layer = new DenseRuntime(conf, type);
    return Instances.ready(layer, conf, listeners, index, parameters, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return hasBias ? DenseParameters.WITH_BIAS : DenseParameters.WITHOUT_BIAS;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return Inputs.perStep(input, nOut).orElseGet(() -> super.getOutputType(index, input));
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    Inputs.requireFeaturesBeforeSteps(this, input);
    super.setNIn(input, override);
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return input instanceof InputType.InputTypeRecurrent
        ? null
        : super.getPreProcessorForInputType(input);
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    InputType output = getOutputType(-1, input);
    return MemoryReports.of(this, input, output, output.arrayElementsPerExample());
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && other instanceof Dense that && hasBias == that.hasBias;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), hasBias);
  }

  /** Builds a {@link Dense} layer. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private boolean hasBias = true;

    /** Whether to add a bias, which is the default. */
    public Builder hasBias(boolean value) {
      hasBias = value;
      return this;
    }

    @Override
    public Dense build() {
      return new Dense(this);
    }
  }
}
