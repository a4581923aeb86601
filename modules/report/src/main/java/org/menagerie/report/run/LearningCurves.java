package org.menagerie.report.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.menagerie.report.MetricsCsv.Line;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Series;

/** Loss, accuracy and learning rate over the epochs. */
final class LearningCurves {
  private static final int MOST_POINTS = 500;

  private LearningCurves() {}

  static List<Block> blocks(RunResults results) {
    List<Line> history = thinned(results.history());
    int best = results.summary().bestEpoch();
    List<Block> charts = new ArrayList<>();
    charts.add(
        chart(
                "Loss",
                "Training: mean over the epoch's updates, penalties included. Validation: after it.",
                Axis.of("loss"),
                losses(history))
            .withMark(best, "best: epoch " + best));
    if (!history.isEmpty() && Double.isFinite(history.get(0).accuracy())) {
      double reached =
          results.history().stream()
              .filter(line -> line.epoch() == best)
              .mapToDouble(Line::accuracy)
              .findFirst()
              .orElse(Double.NaN);
      charts.add(
          chart(
                  "Validation accuracy",
                  String.format(
                      Locale.ROOT, "%s at epoch %d, which was kept.", Names.share(reached), best),
                  Axis.of("accuracy"),
                  List.of(series("validation", history, Line::accuracy)))
              .withMark(best, "best: epoch " + best));
    }
    charts.add(
        chart(
            "Learning rate",
            "Of each epoch's last update.",
            Axis.of("learning rate"),
            List.of(series("learning rate", history, Line::learningRate))));
    return List.of(new Columns(charts));
  }

  private static List<Series> losses(List<Line> history) {
    Series training = series("training", history, Line::trainLoss);
    boolean validated = history.stream().anyMatch(line -> !Double.isNaN(line.validationLoss()));
    return validated
        ? List.of(training, series("validation", history, Line::validationLoss))
        : List.of(training);
  }

  private static LineChart chart(String title, String hint, Axis y, List<Series> series) {
    return new LineChart(title, Axis.of("epoch"), y, series).withHint(hint);
  }

  private static Series series(String name, List<Line> lines, ToDoubleFunction<Line> value) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (Line line : lines) {
      x.add((double) line.epoch());
      y.add(value.applyAsDouble(line));
    }
    return new Series(name, x, y, lines.size() <= 30);
  }

  /** Every line, or every n-th of many; the last is always there. */
  static <T> List<T> thinned(List<T> all) {
    int every = (all.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (i % every == 0 || i == all.size() - 1) {
        kept.add(all.get(i));
      }
    }
    return kept;
  }
}
