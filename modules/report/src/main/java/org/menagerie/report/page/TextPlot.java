package org.menagerie.report.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Charts drawn with letters. */
final class TextPlot {
  private static final int WIDTH = 72;
  private static final int HEIGHT = 15;
  private static final String MARKS = "*o+x#@%&$=";

  private final char[][] grid = new char[HEIGHT][WIDTH];
  private final Range horizontal;
  private final Range vertical;

  private TextPlot(Range horizontal, Range vertical) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    for (char[] row : grid) {
      Arrays.fill(row, ' ');
    }
  }

  static String of(LineChart chart) {
    List<Series> lines = chart.series().stream().filter(s -> !s.background()).toList();
    Range x = Range.of(chart.x(), lines.stream().map(Series::x).toList());
    Range y = Range.of(chart.y(), lines.stream().map(Series::y).toList());
    TextPlot plot = new TextPlot(x, y);
    StringBuilder legend = new StringBuilder("   ");
    for (int i = 0; i < lines.size(); i++) {
      char mark = MARKS.charAt(i % MARKS.length());
      legend.append(' ').append(mark).append(' ').append(lines.get(i).name()).append("  ");
      plot.draw(lines.get(i), mark);
    }
    return "  " + chart.title() + "\n" + plot.text() + legend.toString().stripTrailing() + "\n";
  }

  static String of(BarChart chart) {
    Range range = Range.ofBars(chart);
    StringBuilder text = new StringBuilder("  " + chart.title() + "\n");
    for (int i = 0; i < chart.categories().size(); i++) {
      for (BarChart.Group group : chart.groups()) {
        double value = group.values().get(i);
        double share = range.share(value) - Math.max(0, range.share(0));
        int length = (int) Math.round(40 * Math.abs(share));
        text.append(
            String.format(
                Locale.ROOT,
                "  %-12s %-22s %12s %s%n",
                chart.categories().get(i),
                group.name(),
                Numbers.text(value),
                "█".repeat(Math.max(0, length))));
      }
    }
    return text.toString();
  }

  private void draw(Series series, char mark) {
    int lastColumn = -1;
    int lastRow = 0;
    for (int i = 0; i < series.x().size(); i++) {
      double across = horizontal.share(series.x().get(i));
      double up = vertical.share(series.y().get(i));
      if (Double.isFinite(across) && Double.isFinite(up)) {
        int column = (int) Math.round(across * (WIDTH - 1));
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
    text.append(" ".repeat(13)).append("-".repeat(WIDTH)).append('\n');
    String name = horizontal.axis().name();
    int gap = Math.max(2, WIDTH - left.length() - right.length() - name.length());
    text.append(" ".repeat(13)).append(left).append(" ".repeat(gap / 2)).append(name);
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
      return String.format(Locale.ROOT, "%.4g", value);
    }
  }
}
