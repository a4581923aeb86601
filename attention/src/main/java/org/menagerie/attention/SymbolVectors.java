package org.menagerie.attention;

import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.menagerie.core.Guards;
import org.menagerie.layers.TokenEmbedding;

/**
 * How a symbol becomes a vector.
 *
 * @param width numbers in it
 * @param ngrams symbols in the longest n-grams whose vectors are added; 1 for none
 * @param buckets vectors that n-grams share
 * @param tokenDropout share of symbols that training takes as unknown
 */
record SymbolVectors(int width, int ngrams, int buckets, double tokenDropout) {
  /** The smallest number of vectors for n-grams. */
  static final int FEWEST = 2;

  /** Symbols in the longest n-grams. */
  static final int LONGEST = 8;

  private static final int MOST = 1 << 20;
  private static final int UNKNOWN = 1; // in every InputShape.Tokens

  /** Standard deviation of first values: small, so that what is learned soon outweighs them. */
  static final double SCALE = 0.1;

  static void check(int ngrams, int buckets, double tokenDropout) {
    Guards.within(ngrams, 1, LONGEST, "ngrams");
    Guards.within(buckets, FEWEST, MOST, "buckets");
    Guards.fraction(tokenDropout, "token-dropout");
  }

  /** The layer, for symbols below {@code vocabulary}. */
  TokenEmbedding layer(int vocabulary) {
    TokenEmbedding.Builder builder =
        new TokenEmbedding.Builder()
            .nIn(vocabulary)
            .nOut(width)
            .weightInit(new NormalDistribution(0, SCALE))
            .tokenDropout(tokenDropout, UNKNOWN);
    if (ngrams > 1) {
      builder.ngrams(ngrams, buckets);
    }
    return builder.build();
  }
}
