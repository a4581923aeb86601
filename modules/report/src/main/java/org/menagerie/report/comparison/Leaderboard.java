package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.menagerie.report.cost.Costs;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;
import org.menagerie.report.run.Names;

/** The leaderboard as tables: for terminals in brief, for the page and for files in full. */
final class Leaderboard {
  private static final String NONE = "–";

  private final Contest contest;

  Leaderboard(Contest contest) {
    this.contest = contest;
  }

  /** What fits a terminal. */
  Table brief() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Standing s : contest.standings()) {
      rows.add(
          cells(
              rank(s),
              s.contender().name(),
              figure(s.mean()),
              reach(s),
              figure(s.second()),
              String.format(Locale.ROOT, "%,d", s.parameters()),
              seconds(s)));
    }
    return new Table(
        "",
        List.of(
            "",
            "architecture",
            contest.measure().title().toLowerCase(Locale.ROOT),
            "± 95 %",
            contest.measure().secondTitle().toLowerCase(Locale.ROOT),
            "parameters",
            "training s"),
        rows);
  }

  /** Quality. */
  Table quality() {
    String title = contest.measure().title();
    List<List<Cell>> rows = new ArrayList<>();
    for (Standing s : contest.standings()) {
      rows.add(
          cells(
              rank(s),
              s.contender().name(),
              figure(s.mean()),
              figure(s.std()),
              reach(s),
              figure(s.second()),
              s.contender().scores().size() + " of " + contest.seeds(),
              String.format(Locale.ROOT, "%,d", s.parameters()),
              seconds(s)));
    }
    return Table.sortable(
        "Mean over the seeds on the test part",
        List.of(
            "rank",
            "architecture",
            title,
            "std. dev.",
            "± 95 %",
            contest.measure().secondTitle(),
            "trainings",
            "parameters",
            "training s"),
        rows);
  }

  /** Costs of the networks. */
  Table costs() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Standing s : contest.networks()) {
      rows.add(
          cells(
              s.contender().name(),
              String.format(Locale.ROOT, "%,d", s.parameters()),
              count(s.cost(Costs::multiplyAdds)),
              seconds(s),
              count(s.examplesPerSecond()),
              micros(s.cost(c -> c.one().median())),
              micros(s.cost(c -> c.one().p99())),
              micros(s.cost(c -> c.batch().median())),
              micros(s.cost(c -> c.batch().p99())),
              megabytes(ComparisonJson.peak(s)),
              megabytes(s.cost(Costs::modelBytes))));
    }
    return Table.sortable(
        "Means over the seeds",
        List.of(
            "architecture",
            "parameters",
            "multiply-adds",
            "training s",
            "examples/s",
            "1 example, median µs",
            "1 example, p99 µs",
            "batch, median µs",
            "batch, p99 µs",
            "peak memory MB",
            "model MB"),
        rows);
  }

  private static List<Cell> cells(String... texts) {
    List<Cell> cells = new ArrayList<>();
    for (String text : texts) {
      cells.add(Cell.of(text));
    }
    return cells;
  }

  private static String rank(Standing s) {
    return Integer.toString(s.rank());
  }

  /** A figure of quality. */
  String figure(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    return contest.measure() == Measure.ACCURACY
        ? String.format(Locale.ROOT, "%.4f", value)
        : Names.brief(value);
  }

  private String reach(Standing s) {
    return figure(s.reach());
  }

  private static String count(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.0f", value) : NONE;
  }

  private static String seconds(Standing s) {
    return s.contender().scores().isEmpty()
        ? NONE
        : String.format(Locale.ROOT, "%.1f", s.trainSeconds());
  }

  private static String micros(double value) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, value < 1000 ? "%,.1f" : "%,.0f", value)
        : NONE;
  }

  private static String megabytes(double bytes) {
    return Double.isFinite(bytes) ? String.format(Locale.ROOT, "%,.1f", bytes / 1e6) : NONE;
  }
}
