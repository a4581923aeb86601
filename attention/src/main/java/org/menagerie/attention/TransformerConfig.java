package org.menagerie.attention;

import java.util.Objects;
import org.menagerie.core.Guards;
import org.menagerie.core.InvalidInputException;
import org.menagerie.layers.kernel.FeedForwardKernel.Hidden;

/**
 * The options of a transformer.
 *
 * @param blocks of attention and feed-forward, one on another
 * @param width numbers that each step has between the blocks
 * @param heads of each block's attention
 * @param headSize width of a head's queries, keys and values; 0 for {@code width / heads}
 * @param feedForward hidden values in a block's feed-forward network
 * @param activation of these hidden values
 * @param norm where layer normalisation stands
 * @param positions how a step tells where it stands
 * @param pooling how steps become one vector, where the target has no steps
 * @param dropout share of embedded steps, of each branch's outputs and of the output layer's inputs
 *     that training sets to 0
 * @param attentionDropout share of attention weights that training sets to 0
 * @param ngrams symbols in the longest n-grams whose vectors are added to those of symbols; 1 for
 *     none
 * @param buckets vectors that n-grams share
 * @param tokenDropout share of symbols that training takes as unknown
 * @param bag symbols in the longest n-grams whose vectors' mean goes straight to the output, beside
 *     the blocks' answer; 0 for no such bag
 * @param stepSize values of a flat row that are one step, where the input has no time
 * @param patch side of the squares of a picture that are its steps; 0 for its rows
 */
public record TransformerConfig(
    int blocks,
    int width,
    int heads,
    int headSize,
    int feedForward,
    Hidden activation,
    Norm norm,
    Positions positions,
    Pooling pooling,
    double dropout,
    double attentionDropout,
    int ngrams,
    int buckets,
    double tokenDropout,
    int bag,
    int stepSize,
    int patch) {
  private static final int DEEPEST = 64;
  private static final int WIDEST = 4_096;

  public TransformerConfig {
    Guards.within(blocks, 1, DEEPEST, "blocks");
    Guards.within(width, 1, WIDEST, "width");
    Guards.within(heads, 1, WIDEST, "heads");
    Guards.within(headSize, 0, WIDEST, "head-size");
    if (headSize == 0 && width % heads != 0) {
      throw new InvalidInputException(
          "width must be a multiple of heads (" + heads + ") or head-size be set, was " + width);
    }
    Guards.within(feedForward, 1, 4 * WIDEST, "feed-forward");
    Objects.requireNonNull(activation);
    Objects.requireNonNull(norm);
    Objects.requireNonNull(positions);
    Objects.requireNonNull(pooling);
    Guards.fraction(dropout, "dropout");
    Guards.fraction(attentionDropout, "attention-dropout");
    SymbolVectors.check(ngrams, buckets, tokenDropout);
    Guards.within(bag, 0, SymbolVectors.LONGEST, "bag");
    Guards.positive(stepSize, "step-size");
    Guards.atLeast(patch, 0, "patch");
  }

  /** The vectors of symbols, as wide as the blocks. */
  SymbolVectors symbolVectors() {
    return new SymbolVectors(width, ngrams, buckets, tokenDropout);
  }

  /** The vectors of the bag, which must be there. */
  SymbolVectors bagVectors() {
    return new SymbolVectors(width, bag, buckets, tokenDropout);
  }

  /** The width of a head's queries, keys and values, whether set or not. */
  int widthOfHead() {
    return headSize > 0 ? headSize : width / heads;
  }
}
