package org.menagerie.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of text under a header.
 *
 * @param header names of the columns
 * @param rows as many cells each
 */
public record Table(List<String> header, List<List<String>> rows) {

  /** Stands where there is no number. */
  public static final String NOTHING = "–";

  /** Checks that every row has a cell for each column. */
  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            row.size() + " cells in a row where the header has " + header.size());
      }
    }
  }

  /** Returns a number with three significant digits, or {@link #NOTHING} for NaN. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    if (value == 0) {
      return "0";
    }
    int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.max(Math.abs(value), 1e-3))));
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** Returns bytes as whole megabytes. */
  public static String megabytes(double bytes) {
    return Double.isNaN(bytes) ? NOTHING : String.format(Locale.ROOT, "%.0f", bytes / 1e6);
  }

  /** Returns the table for a terminal, columns aligned. */
  public String text() {
    return render("  ", "", "");
  }

  /** Returns the table as Markdown. */
  public String markdown() {
    return render(" | ", "| ", " |");
  }

  private String render(String between, String before, String after) {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    line(text, header, widths, between, before, after);
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    line(text, rule, widths, between, before, after);
    rows.forEach(row -> line(text, row, widths, between, before, after));
    return text.toString();
  }

  private static void line(
      StringBuilder text,
      List<String> cells,
      int[] widths,
      String between,
      String before,
      String after) {
    StringBuilder line = new StringBuilder(before);
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      line.append(i == 0 ? "" : between).append(cell).append(" ".repeat(widths[i] - cell.length()));
    }
    text.append(line.append(after).toString().stripTrailing()).append('\n');
  }

  private int[] widths() {
    int[] widths = new int[header.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = header.get(i).length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }
}
