package org.menagerie.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.menagerie.layers.runtime.MultiHeadAttentionRuntime;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Multi-head self-attention (Vaswani et al. 2017) with query, key, value and output projections.
 *
 * <p>[N, F, T] to [N, nOut, T], nOut being F unless set. Padded steps are not looked at and give 0.
 * The weights each head gave to each step can be read after a forward pass with {@link
 * MultiHeadAttentionRuntime#attention()}.
 */
public final class MultiHeadAttention extends OutputDropoutLayer {
  private static final long serialVersionUID = 1L;

  /** Key of the projections to queries, keys and values [F, 3 * heads * headSize]. */
  public static final String QKV_WEIGHTS = "Wqkv";

  /** Key of their biases [1, 3 * heads * headSize]. */
  public static final String QKV_BIAS = "bqkv";

  /** Key of the output projection [heads * headSize, nOut]. */
  public static final String OUTPUT_WEIGHTS = "Wo";

  /** Key of its bias [1, nOut]. */
  public static final String OUTPUT_BIAS = "bo";

  private int heads;
  private int headSize;
  private boolean causal;
  private double attentionDropout;

  /** For Deeplearning4j's JSON reader. */
  MultiHeadAttention() {}

  private MultiHeadAttention(Builder builder) {
    super(builder);
    heads = builder.heads;
    headSize = builder.headSize;
    causal = builder.causal;
    attentionDropout = builder.attentionDropout;
    initializeConstraints(builder);
  }

  /** Number of heads. */
  public int getHeads() {
    return heads;
  }

  /** Width of a head's queries, keys and values. */
  public int getHeadSize() {
    return headSize;
  }

  /** Whether a step sees itself and earlier steps only. */
  public boolean isCausal() {
    return causal;
  }

  /** Share of attention weights set to 0 in training. */
  public double getAttentionDropout() {
    return attentionDropout;
  }

  @Override
  void inferSizes() {
    super.inferSizes();
    if (headSize == 0) {
      if (nIn % heads != 0) {
        throw new IllegalStateException(
            "%s: width %d is no multiple of heads %d; set headSize"
                .formatted(Inputs.named(this), nIn, heads));
      }
      headSize = (int) (nIn / heads);
    }
  }

  @Override
  List<Parameter> parameters() {
    long width = (long) heads * headSize;
    return List.of(
        new Parameter(
            QKV_WEIGHTS,
            Parameter.Role.WEIGHT,
            nIn,
            3 * width,
            'f',
            // three projections of fan-out width each, not one of three times that
            flat -> drawParts(flat, 3, nIn, width)),
        bias(QKV_BIAS, 3 * width),
        weights(OUTPUT_WEIGHTS, width, nOut),
        bias(OUTPUT_BIAS, nOut));
  }

  @Override
  MultiHeadAttentionRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
    return new MultiHeadAttentionRuntime(conf, dataType);
  }

  @Override
  List<Object> settings() {
    return List.of(heads, headSize, causal, attentionDropout, getOutputDropout());
  }

  /** Builds a multi-head self-attention; nIn comes from the input. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends OutputDropoutLayer.Builder<Builder> {
    private final int heads;
    private int headSize;
    private boolean causal;
    private double attentionDropout;

    /** Starts with this many heads, at least 1. */
    public Builder(int heads) {
      this.heads = Checks.positive(heads, "heads");
    }

    /** Sets the width of a head, at least 1; the input's width / heads by default. */
    public Builder headSize(int value) {
      headSize = Checks.positive(value, "headSize");
      return this;
    }

    /** Lets a step see itself and earlier steps only. */
    public Builder causal(boolean value) {
      causal = value;
      return this;
    }

    /** Sets the share of attention weights dropped in training, in [0, 1); 0 by default. */
    public Builder attentionDropout(double rate) {
      attentionDropout = Checks.rate(rate, "attentionDropout");
      return this;
    }

    @Override
    public MultiHeadAttention build() {
      return new MultiHeadAttention(this);
    }
  }
}
