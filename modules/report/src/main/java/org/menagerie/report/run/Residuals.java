package org.menagerie.report.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.menagerie.report.Predictions;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.BarChart;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.ScatterChart;
import org.menagerie.report.page.Series;

/** Predicted numbers beside the true ones. */
final class Residuals {
  private static final int MOST_VALUES = 4;
  private static final int MOST_POINTS = 2000;
  private static final int MOST_BINS = 24;

  private Residuals() {}

  static List<Block> blocks(RunResults results) {
    if (!(results.predictions() instanceof Predictions.OfValues predictions)
        || predictions.truth().length < 2) { // one forecast has no spread of errors
      return List.of();
    }
    List<Block> charts = new ArrayList<>();
    for (int v = 0; v < Math.min(MOST_VALUES, predictions.names().size()); v++) {
      charts.add(scatter(predictions, v));
      charts.add(histogram(predictions, v));
    }
    return List.of(new Columns(charts));
  }

  private static ScatterChart scatter(Predictions.OfValues predictions, int value) {
    int n = predictions.truth().length;
    int every = (n + MOST_POINTS - 1) / MOST_POINTS;
    List<Double> truth = new ArrayList<>();
    List<Double> predicted = new ArrayList<>();
    for (int i = 0; i < n; i += Math.max(1, every)) {
      if (!Double.isNaN(predictions.truth()[i][value])) {
        truth.add(predictions.truth()[i][value]);
        predicted.add(predictions.predicted()[i][value]);
      }
    }
    double low = truth.stream().mapToDouble(x -> x).min().orElse(0);
    double high = truth.stream().mapToDouble(x -> x).max().orElse(1);
    return new ScatterChart(
        "Predicted against true" + suffix(predictions, value),
        every > 1
            ? String.format(Locale.ROOT, "Every %d. test example.", every)
            : "Each test example; on the line, a prediction is right.",
        Axis.of("true value"),
        Axis.of("predicted value"),
        List.of(new Series("test examples", truth, predicted, true)),
        List.of(Series.line("", List.of(low, high), List.of(low, high))));
  }

  private static BarChart histogram(Predictions.OfValues predictions, int value) {
    double[] errors =
        IntStream.range(0, predictions.truth().length)
            .mapToDouble(i -> predictions.predicted()[i][value] - predictions.truth()[i][value])
            .filter(error -> !Double.isNaN(error))
            .toArray();
    double low = Arrays.stream(errors).min().orElse(0);
    double high = Arrays.stream(errors).max().orElse(0);
    double width = roundWidth((high - low) / MOST_BINS);
    long first = (long) Math.floor(low / width);
    int bins = (int) ((long) Math.floor(high / width) - first) + 1;
    double[] counts = new double[bins];
    for (double error : errors) {
      counts[(int) ((long) Math.floor(error / width) - first)]++;
    }
    List<String> centres =
        IntStream.range(0, bins).mapToObj(b -> Names.brief((first + b + 0.5) * width)).toList();
    return new BarChart(
        "Errors" + suffix(predictions, value),
        "Predicted minus true value; right of 0 is too high.",
        "error",
        Axis.of("test examples"),
        centres,
        List.of(new BarChart.Group("test examples", Arrays.stream(counts).boxed().toList())));
  }

  /** The next of 1, 2, 5, 10 and so on, times a power of ten; 1 for nothing. */
  private static double roundWidth(double width) {
    if (!(width > 0)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    double rest = width / power;
    return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
  }

  private static String suffix(Predictions.OfValues predictions, int value) {
    return predictions.names().size() == 1
        ? ""
        : ": " + Names.isolated(predictions.names().get(value));
  }
}
