package org.menagerie.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The values of one column that training did not tell apart, and the rows that hold them. */
final class UnknownValues {
  private static final int SHOWN = 6;

  private final Set<String> values = new LinkedHashSet<>();
  private int rows;

  /** Adds a row with such values; none where all are known. */
  void add(List<String> unknown) {
    values.addAll(unknown);
    rows += unknown.isEmpty() ? 0 : 1;
  }

  /** "region: 1 unknown value in 1 row (mars)"; nothing where all values are known. */
  List<String> note(String column, String kind, String noun) {
    if (values.isEmpty()) {
      return List.of();
    }
    String count = Phrases.count(values.size(), kind + " " + noun, kind + " " + noun + "s");
    return List.of(
        column
            + ": "
            + count
            + " in "
            + Phrases.count(rows, "row", "rows")
            + " ("
            + Phrases.list(values.stream().map(Phrases::brief).toList(), SHOWN)
            + ")");
  }
}
