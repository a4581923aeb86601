package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.menagerie.report.cost.Costs;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;
import org.menagerie.report.run.Names;

/** The leaderboard as tables: for terminals in brief, for the page and for files in full. */
final class Leaderboard {
  private static final int ACCURACY_DECIMALS = 4;
  private static final int MOST_DECIMALS = 8; // beyond that powers of ten are easier to read

  private final Contest contest;
  private final int decimals;

  Leaderboard(Contest contest) {
    this.contest = contest;
    this.decimals =
        contest.measure() == Measure.ACCURACY ? ACCURACY_DECIMALS : decimals(contest.standings());
  }

  /** As many for all rows as show four digits of the least error and one of each interval. */
  private static int decimals(List<Standing> standings) {
    int means = behindPoint(standings.stream().mapToDouble(Standing::mean)) + 3;
    int reaches = behindPoint(standings.stream().mapToDouble(Standing::reach));
    return Math.max(0, Math.max(means, Math.min(reaches, means + 2)));
  }

  /** Where the first digit of the least figure stands; 0 where there is none. */
  private static int behindPoint(DoubleStream figures) {
    double least = figures.filter(x -> x > 0 && Double.isFinite(x)).min().orElse(1);
    return (int) -Math.floor(Math.log10(least));
  }

  /** What fits a terminal. */
  Table brief() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Standing s : contest.standings()) {
      rows.add(
          cells(
              rank(s),
              Plain.shown(s.contender().name()),
              figure(s.mean()),
              reach(s),
              figure(s.second()),
              parameters(s),
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
              Plain.shown(s.contender().name()),
              figure(s.mean()),
              figure(s.std()),
              reach(s),
              figure(s.second()),
              trainings(s),
              parameters(s),
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

  /** What the networks and their training cost. */
  Table training() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Standing s : contest.networks()) {
      rows.add(
          cells(
              Plain.shown(s.contender().name()),
              parameters(s),
              count(s.cost(Costs::multiplyAdds)),
              seconds(s),
              count(s.examplesPerSecond()),
              megabytes(ComparisonJson.peak(s)),
              megabytes(s.cost(Costs::modelBytes))));
    }
    return Table.sortable(
        "Size and training, means over the seeds",
        List.of(
            "architecture",
            "parameters",
            "multiply-adds",
            "training s",
            "examples/s",
            "peak memory MB",
            "model MB"),
        rows);
  }

  /** How long predictions take. */
  Table prediction() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Standing s : contest.networks()) {
      rows.add(
          cells(
              Plain.shown(s.contender().name()),
              micros(s.cost(c -> c.one().median())),
              micros(s.cost(c -> c.one().p99())),
              micros(s.cost(c -> c.batch().median())),
              micros(s.cost(c -> c.batch().p99())),
              micros(s.cost(c -> c.batch().microsPerExample()))));
    }
    return Table.sortable(
        "Prediction in microseconds, means over the seeds",
        List.of(
            "architecture",
            "one, median",
            "one, 99th percentile",
            "batch, median",
            "batch, 99th percentile",
            "each of a batch"),
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
    return s.ranked() ? Integer.toString(s.rank()) : Table.NONE;
  }

  private String trainings(Standing s) {
    return s.contender().waiting()
        ? "not begun"
        : s.contender().scores().size() + " of " + contest.seeds();
  }

  /** A figure of quality. */
  String figure(double value) {
    if (!Double.isFinite(value)) {
      return Table.NONE;
    }
    return decimals > MOST_DECIMALS || Math.abs(value) >= 1e9
        ? Names.brief(value)
        : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private String reach(Standing s) {
    return figure(s.reach());
  }

  private static String parameters(Standing s) {
    return s.ranked() ? String.format(Locale.ROOT, "%,d", s.parameters()) : Table.NONE;
  }

  private static String count(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.0f", value) : Table.NONE;
  }

  private static String seconds(Standing s) {
    return s.ranked() ? String.format(Locale.ROOT, "%.1f", s.trainSeconds()) : Table.NONE;
  }

  private static String micros(double value) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, value < 1000 ? "%,.1f" : "%,.0f", value)
        : Table.NONE;
  }

  private static String megabytes(double bytes) {
    return Double.isFinite(bytes) ? String.format(Locale.ROOT, "%,.1f", bytes / 1e6) : Table.NONE;
  }
}
