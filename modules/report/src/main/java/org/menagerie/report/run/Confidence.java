package org.menagerie.report.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.report.Predictions;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.BarChart;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Series;
import org.menagerie.report.statistics.Calibration;
import org.menagerie.report.statistics.Ranking;
import org.menagerie.report.statistics.Ranking.Point;

/** How far probabilities can be believed, and how well they rank. */
final class Confidence {
  private static final int MOST_CLASSES = 6; // with a curve of their own
  private static final int WORST_CLASSES = 3; // that have one where there are more
  private static final int STEPS = 100;

  private Confidence() {}

  static List<Block> blocks(RunResults results) {
    if (!(results.predictions() instanceof Predictions.OfClasses predictions)) {
      return List.of();
    }
    Calibration calibration = Calibration.of(predictions.confidence(), predictions.right());
    List<Block> charts = new ArrayList<>();
    charts.add(reliability(calibration));
    charts.add(histogram(predictions));
    if (predictions.probabilities().length > 0) {
      charts.addAll(curves(predictions));
    }
    return List.of(new Columns(charts));
  }

  /** Test examples by the probability of a class, those of the class being positive. */
  static Ranking ranking(Predictions.OfClasses predictions, int label) {
    int n = predictions.truth().length;
    float[] scores = new float[n];
    boolean[] positive = new boolean[n];
    for (int i = 0; i < n; i++) {
      scores[i] = predictions.probabilities()[i][label];
      positive[i] = predictions.truth()[i] == label;
    }
    return Ranking.of(scores, positive);
  }

  private static LineChart reliability(Calibration calibration) {
    List<Double> x = calibration.bins().stream().map(Calibration.Bin::confidence).toList();
    List<Double> y = calibration.bins().stream().map(Calibration.Bin::accuracy).toList();
    Series diagonal = Series.line("", List.of(0.0, 1.0), List.of(0.0, 1.0));
    return new LineChart(
            "Calibration",
            Axis.share("confidence: probability of the answer"),
            Axis.share("accuracy"),
            List.of(new Series("network", x, y, true), diagonal))
        .withHint(
            String.format(
                Locale.ROOT,
                "Expected calibration error %.4f. Below the diagonal: too sure of itself.",
                calibration.error()));
  }

  private static BarChart histogram(Predictions.OfClasses predictions) {
    double[] right = new double[10];
    double[] wrong = new double[10];
    boolean[] hits = predictions.right();
    for (int i = 0; i < hits.length; i++) {
      int bin = Math.max(0, Math.min(9, (int) (10 * predictions.confidence()[i])));
      (hits[i] ? right : wrong)[bin]++;
    }
    List<String> bins =
        IntStream.range(0, 10)
            .mapToObj(b -> String.format(Locale.ROOT, "%.1f–%.1f", b / 10.0, (b + 1) / 10.0))
            .toList();
    return new BarChart(
        "Confidence of right and wrong answers",
        "Counts on a logarithmic scale.",
        "confidence",
        Axis.log("answers"),
        bins,
        List.of(group("right", right), group("wrong", wrong)));
  }

  private static BarChart.Group group(String name, double[] counts) {
    return new BarChart.Group(name, IntStream.range(0, 10).mapToObj(i -> counts[i]).toList());
  }

  /** A class against all others. */
  private record OneClass(String label, Ranking ranking) {}

  private static List<Block> curves(Predictions.OfClasses predictions) {
    List<OneClass> classes = classes(predictions);
    if (classes.isEmpty()) {
      return List.of();
    }
    double auc = mean(classes, Ranking::rocAuc);
    double precision = mean(classes, Ranking::averagePrecision);
    List<Series> roc = series(classes, Ranking::roc, true);
    roc.add(Series.line("", List.of(0.0, 1.0), List.of(0.0, 1.0)));
    String kind =
        classes.size() == 1
            ? "Class " + Names.isolated(classes.get(0).label()) + ":"
            : "Each class against all others; mean";
    return List.of(
        new LineChart(
                "ROC curves",
                Axis.share("share of others taken for the class"),
                Axis.share("share of the class found"),
                roc)
            .withHint(String.format(Locale.ROOT, "%s area under the curve %.4f.", kind, auc)),
        new LineChart(
                "Precision and recall",
                Axis.share("recall: share of the class found"),
                Axis.share("precision"),
                series(classes, Ranking::precisionRecall, false))
            .withHint(String.format(Locale.ROOT, "%s average precision %.4f.", kind, precision)));
  }

  /** The classes that a curve can be drawn of; of two, which mirror each other, the second. */
  private static List<OneClass> classes(Predictions.OfClasses predictions) {
    int size = predictions.labels().size();
    return IntStream.range(size == 2 ? 1 : 0, size)
        .mapToObj(c -> new OneClass(predictions.labels().get(c), ranking(predictions, c)))
        .filter(one -> one.ranking().positives() > 0 && one.ranking().negatives() > 0)
        .toList();
  }

  private static double mean(List<OneClass> classes, ToDoubleFunction<Ranking> measure) {
    return classes.stream()
        .mapToDouble(one -> measure.applyAsDouble(one.ranking()))
        .average()
        .orElseThrow();
  }

  /** The mean and each class; of many, those that are found worst. */
  private static List<Series> series(
      List<OneClass> classes, Function<Ranking, List<Point>> curve, boolean linear) {
    List<Series> series = new ArrayList<>();
    if (classes.size() > 1) {
      Stream<List<Point>> all = classes.stream().map(one -> curve.apply(one.ranking()));
      series.add(line("mean of all classes", Ranking.mean(all, STEPS, linear)));
    }
    classes.stream()
        .sorted(Comparator.comparingDouble(one -> one.ranking().averagePrecision()))
        .limit(classes.size() <= MOST_CLASSES ? classes.size() : WORST_CLASSES)
        .map(one -> line(one.label(), LearningCurves.thinned(curve.apply(one.ranking()))))
        .forEach(series::add);
    return series;
  }

  private static Series line(String name, List<Point> points) {
    return Series.line(
        name, points.stream().map(Point::x).toList(), points.stream().map(Point::y).toList());
  }
}
