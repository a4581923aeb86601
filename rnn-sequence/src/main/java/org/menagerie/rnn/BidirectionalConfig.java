package org.menagerie.rnn;

import java.util.List;
import java.util.Objects;
import org.menagerie.core.Guards;

/**
 * The options of a network that walks sequences from both ends.
 *
 * @param units widths of each direction in the recurrent layers, from the input on; at least one
 * @param merge how the two directions become one
 * @param pooling how steps become one vector, where the target has no steps
 * @param dropout share of each recurrent layer's outputs that training sets to 0
 * @param embedding numbers for each symbol, where the input is symbols
 * @param tokenDropout share of symbols that training takes as unknown
 * @param stepSize values of a flat row that are one step, where the input has no time
 */
public record BidirectionalConfig(
    List<Integer> units,
    Merge merge,
    Pooling pooling,
    double dropout,
    int embedding,
    double tokenDropout,
    int stepSize) {

  public BidirectionalConfig {
    units = List.copyOf(units);
    Shared.check(units, dropout, embedding, stepSize);
    Guards.fraction(tokenDropout, "token-dropout");
    Objects.requireNonNull(merge);
    Objects.requireNonNull(pooling);
  }

  Shared shared() {
    return new Shared(pooling, dropout, embedding, tokenDropout, stepSize);
  }
}
