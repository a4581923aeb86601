package org.menagerie.layers;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.menagerie.layers.runtime.BatchNormRuntime;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Batch normalisation of images [batch, height, width, channels] or features [batch, features].
 *
 * <p>Parameters and running statistics are those of Deeplearning4j's BatchNormalization with {@code
 * useLogStd(false)}: gamma, beta, mean, var, one a channel. Unlike that layer, this one applies its
 * activation, the identity by default and ReLU in the same pass. Ioffe and Szegedy, "Batch
 * Normalization", 2015.
 */
public final class BatchNorm extends BatchNormalization {
  private static final long serialVersionUID = 1;

  @JsonProperty private boolean fixed;

  /** For Jackson. */
  BatchNorm() {
    setCnn2DFormat(CNN2DFormat.NHWC);
    setUseLogStd(false);
  }

  private BatchNorm(Builder builder) {
    this();
    setLayerName(builder.getLayerName());
    setIDropout(builder.getIDropout());
    // not the network's default: Deeplearning4j's own layer applies none
    setActivationFn(
        builder.getActivationFn() == null ? new ActivationIdentity() : builder.getActivationFn());
    setIUpdater(builder.getIupdater());
    setGradientNormalization(builder.getGradientNormalization());
    setGradientNormalizationThreshold(builder.getGradientNormalizationThreshold());
    setNOut(builder.getNOut());
    setDecay(builder.decay);
    setEps(builder.epsilon);
    initializeConstraints(builder);
  }

  /** From now on training too takes the running statistics, as a frozen layer must. */
  public void fix() {
    fixed = true;
  }

  /** Whether training takes the running statistics in place of the batch's. */
  public boolean takesRunningStatistics() {
    return fixed;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    LayerValidation.assertNOutSet("BatchNorm", getLayerName(), index, getNOut());
    setNIn(getNOut()); // not known yet where the network has no input types
    BatchNormRuntime layer = new BatchNormRuntime(conf, type);
    return Instances.ready(layer, conf, listeners, index, parameters, initialize);
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    if (input instanceof InputType.InputTypeRecurrent) {
      throw new IllegalArgumentException(
          "%s takes images or [N, F], was given %s; put TimePooling before it"
              .formatted(Inputs.named(this), input));
    }
    Inputs.requireWidth(
        this,
        input instanceof InputType.InputTypeFeedForward features
            ? features.getSize()
            : Inputs.image(this, input).getChannels());
    super.setNIn(input, override);
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public BatchNorm clone() {
    return (BatchNorm) super.clone();
  }

  /** Builds a {@link BatchNorm} layer. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double decay = 0.9;
    private double epsilon = 1e-5;

    /** The share of the old value in a running statistic's new one, in [0, 1); 0.9 by default. */
    public Builder decay(double value) {
      if (!(value >= 0 && value < 1)) {
        throw new IllegalArgumentException("decay must be in [0, 1), was " + value);
      }
      decay = value;
      return this;
    }

    /** What is added to the variance, above 0; 1e-5 by default. */
    public Builder epsilon(double value) {
      if (!(value > 0)) {
        throw new IllegalArgumentException("epsilon must be above 0, was " + value);
      }
      epsilon = value;
      return this;
    }

    @Override
    public BatchNorm build() {
      return new BatchNorm(this);
    }
  }
}
