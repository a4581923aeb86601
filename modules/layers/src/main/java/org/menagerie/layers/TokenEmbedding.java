package org.menagerie.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.menagerie.layers.runtime.TokenEmbeddingRuntime;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A learned vector for every token: indices [N, T] or [N, 1, T] to [N, nOut, T].
 *
 * <p>{@code nIn} is the size of the vocabulary and has to be set; an index is in [0, nIn). Padded
 * steps give 0 whatever their index. The gradient adds over repeated indices.
 */
public final class TokenEmbedding extends StepLayer {
  private static final long serialVersionUID = 1L;

  /** Key of the vectors [nIn, nOut]. */
  public static final String WEIGHTS = "W";

  /** For Deeplearning4j's JSON reader. */
  TokenEmbedding() {}

  private TokenEmbedding(Builder builder) {
    super(builder);
    if (builder.getIDropout() != null) {
      throw new IllegalArgumentException(
          "a token embedding's input are indices, which cannot be dropped out, was given "
              + builder.getIDropout());
    }
    initializeConstraints(builder);
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    if (inputType instanceof InputType.InputTypeRecurrent && size(inputType) != 1) {
      throw new IllegalStateException(
          "%s takes one index a step, [N, T] or [N, 1, T], was given %s"
              .formatted(Inputs.named(this), inputType));
    }
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return inputType instanceof InputType.InputTypeRecurrent steps
        ? InputType.recurrent(nOut, steps.getTimeSeriesLength())
        : InputType.recurrent(nOut, size(inputType));
  }

  @Override
  void inferSizes() {} // nIn is the number of tokens, nOut a size of its own

  @Override
  boolean keepsSteps() {
    return false;
  }

  @Override
  List<Parameter> parameters() {
    return List.of(table(WEIGHTS, nIn, nOut));
  }

  @Override
  TokenEmbeddingRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
    return new TokenEmbeddingRuntime(conf, dataType);
  }

  /** Builds a token embedding from {@code nIn} tokens to vectors of {@code nOut}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    @Override
    public TokenEmbedding build() {
      return new TokenEmbedding(this);
    }
  }
}
