package org.menagerie.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reading a data set found and decided.
 *
 * @param rowsRead all rows of the file
 * @param rowsUsed the rows that can be learned from
 * @param rowsDropped why the others cannot, with their number
 * @param columns every column, in the file's order; none where the data is no table
 * @param target what is predicted, in a few words; where there are no columns, of how many examples
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
  private static final int WIDEST_NAME = 40;

  /**
   * What became of one column.
   *
   * @param kind what its cells hold
   * @param leftOut why it is not used; empty where it is
   * @param missing cells without a value; in a feature they are imputed
   */
  public record ColumnReport(String name, ColumnKind kind, String leftOut, long missing) {
    private String remarks() {
      List<String> remarks = new ArrayList<>();
      if (missing > 0) {
        remarks.add(String.format(Locale.ROOT, "%,d missing", missing));
      }
      if (!leftOut.isEmpty()) {
        remarks.add(leftOut.equals(LABEL) ? LABEL : "left out: " + leftOut);
      }
      return String.join(", ", remarks);
    }
  }

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
    String rows =
        Phrases.count(rowsUsed, "row", "rows")
            + ", "
            + Phrases.count(used, "column", "columns")
            + " -> ";
    lines.add(dataset + ": " + (columns.isEmpty() ? "" : rows) + target);
    Map<String, String> unused = new LinkedHashMap<>();
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

  /** Every column on a line: name, kind, missing cells, and why it is left out. */
  public List<String> columnLines() {
    int widest = columns.stream().mapToInt(c -> c.name().length()).max().orElse(0);
    String name = "%-" + Math.max(1, Math.min(widest, WIDEST_NAME)) + "s  ";
    return columns.stream()
        .map(c -> String.format(Locale.ROOT, name + "%-7s  %s", c.name(), c.kind(), c.remarks()))
        .map(String::stripTrailing)
        .toList();
  }

  /** What {@link ColumnReport#leftOut} says of the column to predict. */
  public static final String LABEL = "the label";

  static String rowsLeftOut(String why, int n) {
    return Phrases.count(n, "row", "rows") + " left out: " + why;
  }
}
