package org.menagerie.attention;

import java.util.List;
import org.menagerie.core.Guards;

/**
 * The options of a recurrent encoder with attention over its steps.
 *
 * @param units widths of each direction in the LSTM layers, from the input on; at least one
 * @param bidirectional whether the layers walk from both ends
 * @param attention width of the hidden values that a step's weight is computed from
 * @param dropout share of each layer's outputs that training sets to 0
 * @param embedding numbers for each symbol, where the input is symbols
 * @param ngrams symbols in the longest n-grams whose vectors are added to those of symbols; 1 for
 *     none
 * @param buckets vectors that n-grams share
 * @param tokenDropout share of symbols that training takes as unknown
 * @param stepSize values of a flat row that are one step, where the input has no time
 * @param patch side of the squares of a picture that are its steps; 0 for its rows
 */
public record LstmAttentionConfig(
    List<Integer> units,
    boolean bidirectional,
    int attention,
    double dropout,
    int embedding,
    int ngrams,
    int buckets,
    double tokenDropout,
    int stepSize,
    int patch) {
  private static final int WIDEST = 4_096; // one such layer already holds half a gigabyte

  public LstmAttentionConfig {
    units = List.copyOf(units);
    Guards.atLeast(units.size(), 1, "LSTM layers");
    units.forEach(width -> Guards.within(width, 1, WIDEST, "units"));
    Guards.within(attention, 1, WIDEST, "attention");
    Guards.fraction(dropout, "dropout");
    Guards.within(embedding, 1, WIDEST, "embedding");
    SymbolVectors.check(ngrams, buckets, tokenDropout);
    Guards.positive(stepSize, "step-size");
    Guards.atLeast(patch, 0, "patch");
  }

  /** The vectors of symbols. */
  SymbolVectors symbolVectors() {
    return new SymbolVectors(embedding, ngrams, buckets, tokenDropout);
  }
}
