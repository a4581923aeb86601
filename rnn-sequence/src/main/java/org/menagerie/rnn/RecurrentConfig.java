package org.menagerie.rnn;

import java.util.List;
import java.util.Objects;
import org.menagerie.core.Guards;

/**
 * The options of a network that walks forward in time.
 *
 * @param units widths of the recurrent layers, from the input on; at least one
 * @param pooling how steps become one vector, where the target has no steps
 * @param dropout share of each recurrent layer's outputs that training sets to 0
 * @param embedding numbers for each symbol, where the input is symbols
 * @param tokenDropout share of symbols that training takes as unknown
 * @param stepSize values of a flat row that are one step, where the input has no time
 * @param truncate steps after which back-propagation is cut and the weights are updated, where
 *     there is a label for every step; 0 for whole sequences
 */
public record RecurrentConfig(
    List<Integer> units,
    Pooling pooling,
    double dropout,
    int embedding,
    double tokenDropout,
    int stepSize,
    int truncate) {

  public RecurrentConfig {
    units = List.copyOf(units);
    Shared.check(units, dropout, embedding, stepSize);
    Guards.fraction(tokenDropout, "token-dropout");
    Objects.requireNonNull(pooling);
    Guards.atLeast(truncate, 0, "truncate");
  }

  Shared shared() {
    return new Shared(pooling, dropout, embedding, tokenDropout, stepSize);
  }
}
