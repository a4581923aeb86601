package org.menagerie.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reading a data set found and decided.
 *
 * @param rowsRead all rows of the file
 * @param rowsUsed the rows that can be learned from
 * @param rowsDropped why the others cannot, with their number
 * @param columns every column, in the file's order
 * @param target what is predicted, in a few words
 * @param notes guesses that the user may want to overrule
 */
public record DataReport(
    String dataset,
    String file,
    int rowsRead,
    int rowsUsed,
    Map<String, Integer> rowsDropped,
    List<ColumnReport> columns,
    String target,
    List<String> notes) {
  private static final int MOST_NOTES = 4;

  /**
   * What became of one column.
   *
   * @param kind what its cells hold
   * @param leftOut why it is not used; empty where it is
   * @param missing cells without a value; in a feature they are imputed
   */
  public record ColumnReport(String name, ColumnKind kind, String leftOut, long missing) {}

  /** Cells that are imputed, by column. */
  public Map<String, Long> imputed() {
    Map<String, Long> imputed = new TreeMap<>();
    for (ColumnReport column : columns) {
      if (column.leftOut().isEmpty() && column.missing() > 0) {
        imputed.put(column.name(), column.missing());
      }
    }
    return imputed;
  }

  /** The report in a few lines for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    long used = columns.stream().filter(c -> c.leftOut().isEmpty()).count();
    lines.add(
        dataset
            + ": "
            + Phrases.count(rowsUsed, "row", "rows")
            + ", "
            + Phrases.count(used, "column", "columns")
            + " -> "
            + target);
    Map<String, String> unused = new java.util.LinkedHashMap<>();
    columns.stream()
        .filter(c -> !c.leftOut().isEmpty() && !c.leftOut().equals(LABEL))
        .forEach(c -> unused.put(c.name(), c.leftOut()));
    if (!unused.isEmpty()) {
      lines.add("columns left out: " + FeatureChoice.summary(unused));
    }
    rowsDropped.forEach((why, n) -> lines.add(rowsLeftOut(why, n)));
    if (!imputed().isEmpty()) {
      List<String> parts = new ArrayList<>();
      imputed().forEach((column, n) -> parts.add(column + " " + n));
      lines.add("missing cells imputed: " + Phrases.list(parts, 6));
    }
    lines.addAll(notes.subList(0, Math.min(MOST_NOTES, notes.size())));
    if (notes.size() > MOST_NOTES) {
      lines.add("and " + Phrases.count(notes.size() - MOST_NOTES, "more note", "more notes"));
    }
    return lines;
  }

  /** What {@link ColumnReport#leftOut} says of the column to predict. */
  public static final String LABEL = "the label";

  static String rowsLeftOut(String why, int n) {
    return Phrases.count(n, "row", "rows") + " left out: " + why;
  }
}
