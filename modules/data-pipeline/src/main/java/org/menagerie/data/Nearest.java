package org.menagerie.data;

import java.util.Collection;
import org.menagerie.core.Settings;

/** What a refusal of an unknown name says of the known ones. */
final class Nearest {
  private Nearest() {}

  /** "; did you mean 'x'?", or nothing where no name is near. */
  static String suggestion(String typed, Collection<String> known) {
    return Settings.nearest(typed, known).map(n -> "; did you mean '" + n + "'?").orElse("");
  }

  /** The suggestion, or ", which has a, b, c" where no name is near. */
  static String hint(String typed, Collection<String> known) {
    String suggestion = suggestion(typed, known);
    return suggestion.isEmpty() ? ", which has " + Phrases.names(known, 12) : suggestion;
  }
}
