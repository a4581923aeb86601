package org.menagerie.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.menagerie.layers.runtime.LayerNormalizationRuntime;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Layer normalisation over the features of every step (Ba, Kiros and Hinton 2016).
 *
 * <p>[N, F] to [N, F] and [N, F, T] to [N, F, T]: mean 0 and variance 1, then a gain and a bias per
 * feature. Gain and bias take part in no regularisation of weights.
 */
public final class LayerNormalization extends StepLayer {
  private static final long serialVersionUID = 1L;

  /** Key of the gain [1, F]. */
  public static final String GAIN = "g";

  /** Key of the bias [1, F]. */
  public static final String BIAS = "b";

  private double epsilon = 1e-5;

  /** For Deeplearning4j's JSON reader. */
  LayerNormalization() {}

  private LayerNormalization(Builder builder) {
    super(builder);
    epsilon = builder.epsilon;
    initializeConstraints(builder);
  }

  /** Added to the variance, so that a constant step is not divided by 0. */
  public double getEpsilon() {
    return epsilon;
  }

  @Override
  List<Parameter> parameters() {
    return List.of(
        Parameter.constant(GAIN, Parameter.Role.GAIN, nIn, 1),
        Parameter.constant(BIAS, Parameter.Role.BIAS, nIn, 0));
  }

  @Override
  LayerNormalizationRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
    return new LayerNormalizationRuntime(conf, dataType);
  }

  @Override
  List<Object> settings() {
    return List.of(epsilon);
  }

  /** Builds a layer normalisation; sizes come from the input. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private double epsilon = 1e-5;

    /** Sets what is added to the variance, above 0; 1e-5 by default. */
    public Builder epsilon(double value) {
      if (!(value > 0)) {
        throw new IllegalArgumentException("epsilon must be above 0, was " + value);
      }
      epsilon = value;
      return this;
    }

    @Override
    public LayerNormalization build() {
      return new LayerNormalization(this);
    }
  }
}
