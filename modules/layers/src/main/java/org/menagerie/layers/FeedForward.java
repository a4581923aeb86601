package org.menagerie.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.menagerie.layers.kernel.FeedForwardKernel.Hidden;
import org.menagerie.layers.runtime.FeedForwardRuntime;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The feed-forward network of a transformer block, f(x W1 + b1) W2 + b2 at every step, as one
 * layer.
 *
 * <p>[N, F] to [N, nOut] and [N, F, T] to [N, nOut, T], nOut being F unless set. The function is
 * GELU or ReLU, set by {@code hidden}.
 */
public final class FeedForward extends OutputDropoutLayer {
  private static final long serialVersionUID = 1L;

  /** Key of the first weights [F, hiddenSize]. */
  public static final String HIDDEN_WEIGHTS = "W1";

  /** Key of the first bias [1, hiddenSize]. */
  public static final String HIDDEN_BIAS = "b1";

  /** Key of the second weights [hiddenSize, nOut]. */
  public static final String OUTPUT_WEIGHTS = "W2";

  /** Key of the second bias [1, nOut]. */
  public static final String OUTPUT_BIAS = "b2";

  private int hiddenSize;
  private Hidden hidden;
  private double hiddenDropout;

  /** For Deeplearning4j's JSON reader. */
  FeedForward() {}

  private FeedForward(Builder builder) {
    super(builder);
    hiddenSize = builder.hiddenSize;
    hidden = builder.hidden;
    hiddenDropout = builder.hiddenDropout;
    initializeConstraints(builder);
  }

  /** Width of the hidden values. */
  public int getHiddenSize() {
    return hiddenSize;
  }

  /** The function between the two products. */
  public Hidden getHidden() {
    return hidden;
  }

  /** Share of hidden values set to 0 in training. */
  public double getHiddenDropout() {
    return hiddenDropout;
  }

  @Override
  List<Parameter> parameters() {
    return List.of(
        weights(HIDDEN_WEIGHTS, nIn, hiddenSize),
        bias(HIDDEN_BIAS, hiddenSize),
        weights(OUTPUT_WEIGHTS, hiddenSize, nOut),
        bias(OUTPUT_BIAS, nOut));
  }

  @Override
  FeedForwardRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
    return new FeedForwardRuntime(conf, dataType);
  }

  @Override
  List<Object> settings() {
    return List.of(hiddenSize, hidden, hiddenDropout, getOutputDropout());
  }

  /** Builds a feed-forward network; nIn comes from the input. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends OutputDropoutLayer.Builder<Builder> {
    private final int hiddenSize;
    private Hidden hidden = Hidden.GELU;
    private double hiddenDropout;

    /** Starts with this many hidden values, at least 1. */
    public Builder(int hiddenSize) {
      this.hiddenSize = Checks.positive(hiddenSize, "hiddenSize");
    }

    /** Sets the function between the two products; GELU by default. */
    public Builder hidden(Hidden function) {
      hidden = Checks.given(function, "hidden");
      return this;
    }

    /** Sets the share of hidden values dropped in training, in [0, 1); 0 by default. */
    public Builder hiddenDropout(double rate) {
      hiddenDropout = Checks.rate(rate, "hiddenDropout");
      return this;
    }

    @Override
    public FeedForward build() {
      return new FeedForward(this);
    }
  }
}
