package org.menagerie.rnn;

import java.util.List;
import org.menagerie.core.Guards;

/** The options that all recurrent networks have. */
record Shared(Pooling pooling, double dropout, int embedding, double tokenDropout, int stepSize) {
  private static final int WIDEST = 4_096; // one such layer already holds half a gigabyte

  static void check(List<Integer> units, double dropout, int embedding, int stepSize) {
    Guards.atLeast(units.size(), 1, "recurrent layers");
    units.forEach(width -> Guards.within(width, 1, WIDEST, "units"));
    Guards.fraction(dropout, "dropout");
    Guards.within(embedding, 1, WIDEST, "embedding");
    Guards.positive(stepSize, "step-size");
  }
}
