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
 *
 * <p>A step may also add up the vectors of the n-grams of tokens that end in it, found by a hash in
 * a table that starts from 0 (Joulin et al. 2017), so that a row that training never used adds
 * nothing.
 */
public final class TokenEmbedding extends StepLayer {
  private static final long serialVersionUID = 1L;

  /** Key of the vectors [nIn, nOut]. */
  public static final String WEIGHTS = "W";

  /** Key of the vectors of n-grams [buckets, nOut]; only where there are any. */
  public static final String NGRAMS = "Wn";

  private int ngrams = 1;
  private int buckets;
  private double tokenDropout;
  private int unknown;

  /** For Deeplearning4j's JSON reader. */
  TokenEmbedding() {}

  private TokenEmbedding(Builder builder) {
    super(builder);
    if (builder.getIDropout() != null) {
      throw new IllegalArgumentException(
          "a token embedding's input are indices, which cannot be dropped out, was given "
              + builder.getIDropout());
    }
    ngrams = builder.ngrams;
    buckets = builder.buckets;
    tokenDropout = builder.tokenDropout;
    unknown = builder.unknown;
    initializeConstraints(builder);
  }

  /** Tokens in the longest n-grams that have a vector; 1 where tokens alone have. */
  public int getNgrams() {
    return ngrams;
  }

  /** Vectors that n-grams share; 0 where tokens alone have one. */
  public int getBuckets() {
    return buckets;
  }

  /** Share of tokens that training takes as unknown. */
  public double getTokenDropout() {
    return tokenDropout;
  }

  /** The index that stands for those. */
  public int getUnknown() {
    return unknown;
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
  void inferSizes() { // nothing to infer: nIn is the number of tokens, nOut a size of its own
    if (tokenDropout > 0 && unknown >= nIn) {
      throw new IllegalStateException(
          "unknown token must be below %d, was %d".formatted(nIn, unknown));
    }
  }

  @Override
  String sourceOfSizes() {
    return "nIn, the number of tokens, and nOut";
  }

  @Override
  boolean keepsSteps() {
    return false;
  }

  @Override
  List<Parameter> parameters() {
    Parameter tokens = table(WEIGHTS, nIn, nOut);
    if (buckets == 0) {
      return List.of(tokens);
    }
    return List.of(
        tokens,
        new Parameter(NGRAMS, Parameter.Role.WEIGHT, buckets, nOut, 'c', flat -> flat.assign(0)));
  }

  @Override
  List<Object> settings() {
    return List.of(ngrams, buckets, tokenDropout, unknown);
  }

  @Override
  TokenEmbeddingRuntime runtime(NeuralNetConfiguration conf, DataType dataType) {
    return new TokenEmbeddingRuntime(conf, dataType);
  }

  /** Builds a token embedding from {@code nIn} tokens to vectors of {@code nOut}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {
    private int ngrams = 1;
    private int buckets;
    private double tokenDropout;
    private int unknown;

    /** Adds n-grams of 2 to {@code longest} tokens, which share this many vectors; both above 1. */
    public Builder ngrams(int longest, int vectors) {
      ngrams = Checks.atLeast(longest, 2, "ngrams");
      buckets = Checks.atLeast(vectors, 2, "buckets");
      return this;
    }

    /** Takes a share of tokens, in [0, 1), as this one in training; their n-grams are left out. */
    public Builder tokenDropout(double rate, int unknownToken) {
      tokenDropout = Checks.rate(rate, "tokenDropout");
      unknown = Checks.atLeast(unknownToken, 0, "unknown token");
      return this;
    }

    @Override
    public TokenEmbedding build() {
      return new TokenEmbedding(this);
    }
  }
}
