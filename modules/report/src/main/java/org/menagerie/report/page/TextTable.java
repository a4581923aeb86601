package org.menagerie.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table drawn with letters: in columns where they fit the screen, else row below row. */
final class TextTable {
  private static final int MOST_LINES = 3; // of one row; beyond, columns are too narrow to read

  private final Table table;
  private final int width;
  private final List<String> header;
  private final List<List<String>> rows;
  private final StringBuilder out = new StringBuilder();

  private TextTable(Table table, Screen screen) {
    this.table = table;
    this.width = screen.width();
    this.header = table.header().stream().map(screen::shown).toList();
    this.rows =
        table.rows().stream()
            .map(row -> row.stream().map(cell -> screen.shown(cell.plain())).toList())
            .toList();
  }

  static String of(Table table, Screen screen) {
    TextTable text = new TextTable(table, screen);
    int[] columns = text.columns();
    if (columns.length == 0) {
      text.stacked();
    } else {
      text.line(text.header, columns);
      text.rows.forEach(row -> text.line(row, columns));
    }
    return text.out.toString();
  }

  /** The columns' widths, so that all fit the screen; none where they would be too narrow. */
  private int[] columns() {
    int[] widths = new int[header.size()];
    int[] least = new int[header.size()];
    for (List<String> line : lines()) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Wrap.width(line.get(i)));
        least[i] = Math.max(least[i], Wrap.longestWord(line.get(i)));
      }
    }
    int room = width - 2 * widths.length;
    while (Arrays.stream(widths).sum() > room) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        boolean shrinks = widths[i] > least[i];
        widest = shrinks && (widest < 0 || widths[i] > widths[widest]) ? i : widest;
      }
      if (widest < 0) {
        return new int[0];
      }
      widths[widest]--;
    }
    return lines().stream().allMatch(line -> height(line, widths) <= MOST_LINES)
        ? widths
        : new int[0];
  }

  private List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>(rows);
    lines.add(0, header);
    return lines;
  }

  private static int height(List<String> row, int[] widths) {
    int height = 1;
    for (int i = 0; i < widths.length; i++) {
      height = Math.max(height, Wrap.lines(row.get(i), widths[i]).size());
    }
    return height;
  }

  private void line(List<String> row, int[] widths) {
    for (int part = 0; part < height(row, widths); part++) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < widths.length; i++) {
        List<String> cell = Wrap.lines(row.get(i), widths[i]);
        String text = part < cell.size() ? cell.get(part) : "";
        String gap = " ".repeat(widths[i] - Wrap.width(text));
        boolean right = table.numeric(i);
        line.append(right ? gap : "").append(text).append(right ? "" : gap).append("  ");
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  /** Each row as lines of its own: the first cell, then the others by their names. */
  private void stacked() {
    int names = header.stream().mapToInt(Wrap::width).max().orElse(0);
    names = Math.min(names, width / 3);
    for (List<String> row : rows) {
      Wrap.lines(row.get(0), width - 2).forEach(line -> out.append("  ").append(line).append('\n'));
      for (int i = 1; i < row.size(); i++) {
        List<String> name = Wrap.lines(header.get(i), names);
        List<String> value = Wrap.lines(row.get(i), width - names - 6);
        for (int part = 0; part < Math.max(name.size(), value.size()); part++) {
          String left = part < name.size() ? name.get(part) : "";
          String right = part < value.size() ? value.get(part) : "";
          String line = "    " + left + " ".repeat(names - Wrap.width(left) + 2) + right;
          out.append(line.stripTrailing()).append('\n');
        }
      }
    }
  }
}
