package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.menagerie.report.MetricsCsv.Line;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Series;

/** Learning curves: the mean over the seeds, and the range of them as a band. */
final class Curves {
  private static final int MOST_POINTS = 200;

  private Curves() {}

  static List<Block> blocks(Contest contest) {
    if (contest.networks().isEmpty()) {
      return List.of();
    }
    List<Block> charts = new ArrayList<>();
    if (contest.measure() == Measure.ACCURACY) {
      charts.add(
          chart(contest, "Validation accuracy", Axis.of("share of right answers"), Line::accuracy));
    }
    charts.add(chart(contest, "Validation loss", Axis.log("loss"), Line::validationLoss));
    charts.add(chart(contest, "Training loss", Axis.log("loss"), Line::trainLoss));
    return List.of(new Columns(charts));
  }

  private static LineChart chart(
      Contest contest, String title, Axis y, ToDoubleFunction<Line> figure) {
    List<Series> lines = new ArrayList<>();
    List<LineChart.Band> bands = new ArrayList<>();
    for (Standing standing : contest.networks()) {
      add(standing.contender(), figure, lines, bands);
    }
    return new LineChart(title, Axis.of("epoch"), y, lines)
        .withHint(
            "Mean over the seeds that came so far; bands reach from the lowest to the highest.")
        .withBands(bands);
  }

  private static void add(
      Contender contender,
      ToDoubleFunction<Line> figure,
      List<Series> lines,
      List<LineChart.Band> bands) {
    List<List<Line>> histories =
        contender.finished().stream().map(attempt -> attempt.results().history()).toList();
    int longest = histories.stream().mapToInt(List::size).max().orElse(0);
    int every = Math.max(1, (longest + MOST_POINTS - 1) / MOST_POINTS);
    List<Double> epochs = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    List<Double> lows = new ArrayList<>();
    List<Double> highs = new ArrayList<>();
    for (int e = 0; e < longest; e++) {
      int epoch = e;
      if (e % every == 0 || e == longest - 1) {
        double[] values =
            histories.stream()
                .filter(history -> history.size() > epoch)
                .mapToDouble(history -> figure.applyAsDouble(history.get(epoch)))
                .sorted()
                .toArray();
        epochs.add(epoch + 1.0);
        means.add(Standing.mean(values));
        lows.add(values[0]);
        highs.add(values[values.length - 1]);
      }
    }
    String name = Plain.shown(contender.name());
    lines.add(Series.line(name, epochs, means));
    bands.add(new LineChart.Band(name, epochs, lows, highs));
  }
}
