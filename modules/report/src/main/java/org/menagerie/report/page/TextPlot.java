package org.menagerie.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Charts drawn with letters. */
final class TextPlot {
  private static final int WIDEST = 72;
  private static final int LABELS = 14; // left of the plane
  private static final int LONGEST_BAR = 40;
  private static final int HEIGHT = 15;
  private static final String MARKS = "*o+x#@%&$=";

  private final Screen screen;
  private final int width;
  private final char[][] grid;
  private final Range horizontal;
  private final Range vertical;

  private TextPlot(Range horizontal, Range vertical, Screen screen) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.screen = screen;
    this.width = Math.min(WIDEST, screen.width() - LABELS);
    this.grid = new char[HEIGHT][width];
    for (char[] row : grid) {
      Arrays.fill(row, ' ');
    }
  }

  static String of(LineChart chart, Screen screen) {
    List<Series> lines = chart.series().stream().filter(s -> !s.background()).toList();
    Range x = Range.of(chart.x(), lines.stream().map(Series::x).toList());
    Range y = Range.of(chart.y(), lines.stream().map(Series::y).toList());
    TextPlot plot = new TextPlot(x, y, screen);
    List<String> legend = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      char mark = MARKS.charAt(i % MARKS.length());
      legend.add(mark + "\u00a0" + lines.get(i).name().replace(' ', '\u00a0'));
      plot.draw(lines.get(i), mark);
    }
    String up = (chart.y().logarithmic() ? "up, logarithmic: " : "up: ") + chart.y().name();
    return indented(chart.title(), screen)
        + indented(up, screen)
        + plot.text()
        + indented(String.join(" ", legend), screen);
  }

  static String of(BarChart chart, Screen screen) {
    Range range = Range.ofBars(chart);
    List<List<String>> rows = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < chart.categories().size(); i++) {
      for (BarChart.Group group : chart.groups()) {
        double value = group.values().get(i);
        shares.add(range.share(value) - Math.max(0, range.share(0)));
        String category = screen.shown(chart.categories().get(i));
        rows.add(List.of(category, screen.shown(group.name()), Numbers.text(value)));
      }
    }
    int[] widths = new int[3];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.min(screen.width() / 5, Math.max(widths[i], Wrap.width(row.get(i))));
      }
    }
    int room = Math.min(LONGEST_BAR, screen.width() - 6 - Arrays.stream(widths).sum());
    StringBuilder text = new StringBuilder(indented(chart.title(), screen));
    for (int row = 0; row < rows.size(); row++) {
      text.append(' ');
      for (int i = 0; i < widths.length; i++) {
        String cell = Wrap.lines(rows.get(row).get(i), widths[i]).get(0);
        String gap = " ".repeat(widths[i] - Wrap.width(cell));
        text.append(' ').append(i == 2 ? gap + cell : cell + gap);
      }
      int length = (int) Math.round(room * Math.abs(shares.get(row)));
      text.append(' ').append(screen.shown("█").repeat(Math.max(0, length))).append('\n');
    }
    return text.toString();
  }

  private static String indented(String text, Screen screen) {
    StringBuilder lines = new StringBuilder();
    for (String line : Wrap.lines(screen.shown(text), screen.width() - 2)) {
      lines.append("  ").append(line).append('\n');
    }
    return lines.toString();
  }

  private void draw(Series series, char mark) {
    int lastColumn = -1;
    int lastRow = 0;
    for (int i = 0; i < series.x().size(); i++) {
      double across = horizontal.share(series.x().get(i));
      double up = vertical.share(series.y().get(i));
      if (Double.isFinite(across) && Double.isFinite(up)) {
        int column = (int) Math.round(across * (width - 1));
        int row = HEIGHT - 1 - (int) Math.round(up * (HEIGHT - 1));
        if (lastColumn >= 0) {
          join(lastColumn, lastRow, column, row, mark);
        }
        grid[row][column] = mark;
        lastColumn = column;
        lastRow = row;
      }
    }
  }

  private void join(int fromColumn, int fromRow, int toColumn, int toRow, char mark) {
    int steps = Math.max(Math.abs(toColumn - fromColumn), Math.abs(toRow - fromRow));
    for (int i = 1; i < steps; i++) {
      int column = fromColumn + Math.round((float) (toColumn - fromColumn) * i / steps);
      int row = fromRow + Math.round((float) (toRow - fromRow) * i / steps);
      grid[row][column] = mark;
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < HEIGHT; row++) {
      String label = row == 0 ? vertical.high() : row == HEIGHT - 1 ? vertical.low() : "";
      text.append(String.format(Locale.ROOT, "  %10s |", label));
      text.append(new String(grid[row]).stripTrailing()).append('\n');
    }
    String left = horizontal.low();
    String right = horizontal.high();
    text.append(" ".repeat(LABELS)).append("-".repeat(width)).append('\n');
    int room = width - left.length() - right.length() - 2;
    String name = Wrap.lines(screen.shown(horizontal.axis().name()), room).get(0);
    int gap = Math.max(2, width - left.length() - right.length() - name.length());
    text.append(" ".repeat(LABELS)).append(left).append(" ".repeat(gap / 2)).append(name);
    return text.append(" ".repeat(gap - gap / 2)).append(right).append('\n').toString();
  }

  /** What an axis shows, from its smallest to its largest position. */
  private record Range(Axis axis, double from, double to) {
    static Range of(Axis axis, List<List<Double>> values) {
      double[] positions =
          values.stream()
              .flatMap(List::stream)
              .mapToDouble(axis::position)
              .filter(Double::isFinite)
              .toArray();
      double from = Arrays.stream(positions).min().orElse(0);
      double to = Arrays.stream(positions).max().orElse(1);
      return new Range(axis, from, to > from ? to : from + 1);
    }

    /** Bars start at 0, where there is one: a linear axis shows it. */
    static Range ofBars(BarChart chart) {
      Stream<List<Double>> bars = chart.groups().stream().map(BarChart.Group::values);
      Stream<List<Double>> foot = chart.y().logarithmic() ? Stream.of() : Stream.of(List.of(0.0));
      return of(chart.y(), Stream.concat(bars, foot).toList());
    }

    double share(double value) {
      return (axis.position(value) - from) / (to - from);
    }

    String low() {
      return label(from);
    }

    String high() {
      return label(to);
    }

    private String label(double position) {
      double value = axis.logarithmic() ? Math.pow(10, position) : position;
      return axis.label(value);
    }
  }
}
