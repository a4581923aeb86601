package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Series;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;
import org.menagerie.report.statistics.Calibration;
import org.menagerie.report.statistics.Ranking;
import org.menagerie.report.statistics.Ranking.Point;

/** How far probabilities can be believed, and how well they rank. */
final class Trust {
  private static final int STEPS = 100;

  private final List<String> names = new ArrayList<>();
  private final List<Pooled> answers = new ArrayList<>();

  private Trust(Contest contest) {
    for (Standing network : contest.networks()) {
      names.add(Plain.shown(network.contender().name()));
      answers.add(Pooled.of(network.contender()));
    }
  }

  static List<Block> blocks(Contest contest) {
    if (contest.measure() != Measure.ACCURACY || contest.networks().isEmpty()) {
      return List.of();
    }
    return new Trust(contest).blocks();
  }

  private List<Block> blocks() {
    List<Calibration> calibrations =
        answers.stream().map(a -> Calibration.of(a.confidence(), a.right())).toList();
    boolean ranked =
        answers.stream().allMatch(Pooled::ranked) && !answers.get(0).rankings().isEmpty();
    List<Block> charts = new ArrayList<>();
    charts.add(calibration(calibrations));
    List<List<Ranking>> rankings = new ArrayList<>();
    if (ranked) {
      answers.forEach(a -> rankings.add(a.rankings()));
      charts.add(
          curves(
              "ROC curves",
              "Each class against all others, mean over the classes.",
              Axis.share("share of others taken for the class"),
              Axis.share("share of the class found"),
              rankings,
              Ranking::roc,
              true));
      charts.add(
          curves(
              "Precision and recall",
              "Each class against all others, mean over the classes.",
              Axis.share("recall: share of the class found"),
              Axis.share("precision"),
              rankings,
              Ranking::precisionRecall,
              false));
    }
    return List.of(new Columns(charts), table(calibrations, rankings));
  }

  private LineChart calibration(List<Calibration> calibrations) {
    List<Series> lines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<Calibration.Bin> bins = calibrations.get(i).bins();
      lines.add(
          new Series(
              names.get(i),
              bins.stream().map(Calibration.Bin::confidence).toList(),
              bins.stream().map(Calibration.Bin::accuracy).toList(),
              true));
    }
    lines.add(Series.line("", List.of(0.0, 1.0), List.of(0.0, 1.0)));
    return new LineChart(
            "Calibration",
            Axis.share("confidence: probability of the answer"),
            Axis.share("accuracy"),
            lines)
        .withHint("Answers of all seeds in ten bins. Below the diagonal: too sure of itself.");
  }

  private LineChart curves(
      String title,
      String hint,
      Axis x,
      Axis y,
      List<List<Ranking>> rankings,
      Function<Ranking, List<Point>> curve,
      boolean linear) {
    List<Series> lines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<Point> mean = Ranking.mean(rankings.get(i).stream().map(curve), STEPS, linear);
      lines.add(
          Series.line(
              names.get(i),
              mean.stream().map(Point::x).toList(),
              mean.stream().map(Point::y).toList()));
    }
    return new LineChart(title, x, y, lines).withHint(hint);
  }

  private Table table(List<Calibration> calibrations, List<List<Ranking>> rankings) {
    List<String> header = new ArrayList<>(List.of("architecture", "calibration error"));
    if (!rankings.isEmpty()) {
      header.addAll(List.of("ROC AUC", "average precision"));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(names.get(i)));
      row.add(four(calibrations.get(i).error()));
      if (!rankings.isEmpty()) {
        row.add(four(mean(rankings.get(i), Ranking::rocAuc)));
        row.add(four(mean(rankings.get(i), Ranking::averagePrecision)));
      }
      rows.add(row);
    }
    return Table.sortable(
        "Expected calibration error, and means over the classes; all seeds together", header, rows);
  }

  private static double mean(List<Ranking> classes, ToDoubleFunction<Ranking> figure) {
    return classes.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  private static Cell four(double value) {
    return Cell.of(String.format(Locale.ROOT, "%.4f", value));
  }
}
