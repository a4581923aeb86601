package org.menagerie.report.page;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A critical-difference diagram (Demšar, 2006): names on a line of mean ranks, best to the left,
 * with bars over those that cannot be told apart.
 *
 * @param caption what it shows
 * @param ranks of each name, from 1
 * @param criticalDifference drawn as a scale
 * @param groups the smallest and the largest rank under each bar
 */
public record RankDiagram(
    String caption,
    List<String> names,
    List<Double> ranks,
    double criticalDifference,
    List<List<Double>> groups)
    implements Block {
  private static final int WIDTH = 640;
  private static final int LEFT = 170;
  private static final int LINE = 24;
  private static final int AXIS = 74;
  private static final int LONGEST = 20;

  /** Refuses ranks that are not as many as the names. */
  public RankDiagram {
    names = List.copyOf(names);
    ranks = List.copyOf(ranks);
    groups = groups.stream().map(List::copyOf).toList();
    if (names.size() != ranks.size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d names with %d ranks", names.size(), ranks.size()));
    }
  }

  @Override
  public String kind() {
    return "ranks";
  }

  /** The diagram for browsers. */
  public String html() {
    int bars = AXIS + 14 + 10 * groups.size();
    int rows = (names.size() + 1) / 2;
    int height = bars + LINE * rows + 10;
    StringBuilder svg =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg class=\"ranks\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                height,
                TileHtml.escape(caption)));
    axis(svg);
    for (int g = 0; g < groups.size(); g++) {
      double y = AXIS + 12 + 10.0 * g;
      double from = x(groups.get(g).get(0)) - 5;
      double to = x(groups.get(g).get(1)) + 5;
      line(svg, "group", from, y, to, y);
    }
    List<Integer> order = order();
    for (int i = 0; i < order.size(); i++) {
      boolean left = i < rows;
      int row = left ? i : order.size() - 1 - i;
      name(svg, order.get(i), left, bars + LINE * row);
    }
    return svg.append("</svg>").toString();
  }

  /** The names from the best rank on. */
  private List<Integer> order() {
    return IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparing(ranks::get))
        .toList();
  }

  private double x(double rank) {
    int last = Math.max(2, names.size());
    return LEFT + (WIDTH - 2.0 * LEFT) * (rank - 1) / (last - 1);
  }

  private void axis(StringBuilder svg) {
    int last = Math.max(2, names.size());
    line(svg, "axis", x(1), AXIS, x(last), AXIS);
    for (int rank = 1; rank <= last; rank++) {
      line(svg, "axis", x(rank), AXIS - 7, x(rank), AXIS);
      text(svg, "middle", x(rank), AXIS - 12, Integer.toString(rank));
    }
    double end = x(Math.min(last, 1 + criticalDifference));
    line(svg, "axis", x(1), 30, end, 30);
    line(svg, "axis", x(1), 25, x(1), 35);
    line(svg, "axis", end, 25, end, 35);
    String more = 1 + criticalDifference > last ? ", longer than the line" : "";
    text(
        svg,
        "start",
        x(1),
        17,
        String.format(Locale.ROOT, "critical difference %.2f%s", criticalDifference, more));
  }

  private void name(StringBuilder svg, int index, boolean left, double y) {
    double at = x(ranks.get(index));
    double end = left ? LEFT - 6.0 : WIDTH - LEFT + 6.0;
    line(svg, "name", at, AXIS, at, y);
    line(svg, "name", at, y, end, y);
    String rank = String.format(Locale.ROOT, "%.2f", ranks.get(index));
    String name = brief(names.get(index));
    text(
        svg,
        left ? "end" : "start",
        left ? end - 4 : end + 4,
        y + 4,
        left ? rank + "  " + name : name + "  " + rank);
  }

  private static String brief(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  private static void line(
      StringBuilder svg, String kind, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            kind,
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(StringBuilder svg, String anchor, double x, double y, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
            x,
            y,
            anchor,
            TileHtml.escape(text)));
  }

  /** Names and ranks for a terminal. */
  Table table() {
    return new Table(
        caption,
        List.of("", "mean rank"),
        order().stream()
            .map(
                i ->
                    List.of(
                        Table.Cell.of(names.get(i)),
                        Table.Cell.of(String.format(Locale.ROOT, "%.2f", ranks.get(i)))))
            .toList());
  }
}
