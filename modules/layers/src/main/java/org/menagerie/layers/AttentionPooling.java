package org.menagerie.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.menagerie.layers.runtime.AttentionPoolingRuntime;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A weighted mean over the steps with learned attention: [N, F, T] to [N, F].
 *
 * <p>Step t weighs softmax over t of v . tanh(x_t W + b), as in Bahdanau et al. 2015 and Yang et
 * al. 2016; padding weighs nothing. The weights can be read after a forward pass with {@link
 * AttentionPoolingRuntime#attention()}.
 */
public final class AttentionPooling extends StepLayer {
  private static final long serialVersionUID = 1L;

  /** Key of the projection [F, attentionSize]. */
  public static final String WEIGHTS = "W";

  /** Key of its bias [1, attentionSize]. */
  public static final String BIAS = "b";

  /** Key of the query [attentionSize, 1]. */
  public static final String QUERY = "v";

  private int attentionSize;

  /** For Deeplearning4j's JSON reader. */
  AttentionPooling() {}

  private AttentionPooling(Builder builder) {
    super(builder);
    attentionSize = builder.attentionSize;
    initializeConstraints(builder);
  }

  /** Width of the hidden values that the weights are computed from. */
  public int getAttentionSize() {
    return attentionSize;
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    size(inputType);
    return InputType.feedForward(nOut);
  }

  @Override
  boolean keepsSteps() {
    return false;
  }

  @Override
  List<Parameter> parameters() {
    return List.of(
        weights(WEIGHTS, nIn, attentionSize),
        bias(BIAS, attentionSize),
        weights(QUERY, attentionSize, 1));
  }

  @Override
  AttentionPoolingRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
    return new AttentionPoolingRuntime(conf, dataType);
  }

  @Override
  List<Object> settings() {
    return List.of(attentionSize);
  }

  /** Builds an attention pooling; nIn and nOut come from the input. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private final int attentionSize;

    /** Starts with the width of the hidden values, at least 1. */
    public Builder(int attentionSize) {
      this.attentionSize = Checks.positive(attentionSize, "attentionSize");
    }

    @Override
    public AttentionPooling build() {
      return new AttentionPooling(this);
    }
  }
}
