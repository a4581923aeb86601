package org.menagerie.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.menagerie.core.Guards;
import org.menagerie.core.InvalidInputException;

/** What the user said, by key, from which the program takes what is its own. */
final class Setup {
  private final Map<String, String> changes;

  Setup(Map<String, String> changes) {
    this.changes = new LinkedHashMap<>(changes);
  }

  /** Takes a key out; {@code otherwise} where it was not said. */
  String take(String key, String otherwise) {
    String value = changes.remove(key);
    return value == null ? otherwise : value;
  }

  /** What is left. */
  Map<String, String> changes() {
    return changes;
  }

  /** A number of threads from its text. */
  static int threads(String text) {
    try {
      return Guards.positive(Integer.parseInt(text), "threads");
    } catch (NumberFormatException e) {
      throw new InvalidInputException("threads must be a whole number, was '" + text + "'", e);
    }
  }
}
