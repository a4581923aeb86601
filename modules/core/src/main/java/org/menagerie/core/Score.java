package org.menagerie.core;

import java.util.List;
import java.util.stream.IntStream;

/** How well a network did on one part of the data. */
public sealed interface Score {

  /** The mean loss of the plan, without penalties on weights; lower is better. */
  double loss();

  /**
   * Counts of right and wrong answers, with precision, recall and F1 as scikit-learn defines them:
   * 0 where a denominator is 0, macro averages over the classes that occur in labels or
   * predictions.
   *
   * @param confusion examples by true class (rows) and predicted class (columns)
   */
  record Classification(double loss, List<String> labels, List<List<Long>> confusion)
      implements Score {
    public Classification {
      labels = List.copyOf(labels);
      confusion = confusion.stream().map(List::copyOf).toList();
    }

    /** Examples of class {@code truth} that were predicted to be {@code prediction}. */
    public long count(int truth, int prediction) {
      return confusion.get(truth).get(prediction);
    }

    /** Share of right answers. */
    public double accuracy() {
      long right = IntStream.range(0, labels.size()).mapToLong(i -> count(i, i)).sum();
      return ratio(right, total());
    }

    /** Examples in all. */
    public long total() {
      return IntStream.range(0, labels.size()).mapToLong(this::support).sum();
    }

    /** Examples whose true class is {@code label}. */
    public long support(int label) {
      return IntStream.range(0, labels.size()).mapToLong(j -> count(label, j)).sum();
    }

    /** Examples predicted to be of class {@code label}. */
    public long predicted(int label) {
      return IntStream.range(0, labels.size()).mapToLong(i -> count(i, label)).sum();
    }

    /** Right answers among those predicted {@code label}. */
    public double precision(int label) {
      return ratio(count(label, label), predicted(label));
    }

    /** Right answers among the examples of {@code label}. */
    public double recall(int label) {
      return ratio(count(label, label), support(label));
    }

    /** Harmonic mean of precision and recall. */
    public double f1(int label) {
      return ratio(2 * count(label, label), predicted(label) + support(label));
    }

    /** Mean F1 of the classes that occur. */
    public double macroF1() {
      return occurring().mapToDouble(this::f1).average().orElse(0);
    }

    /** Mean precision of the classes that occur. */
    public double macroPrecision() {
      return occurring().mapToDouble(this::precision).average().orElse(0);
    }

    /** Mean recall of the classes that occur. */
    public double macroRecall() {
      return occurring().mapToDouble(this::recall).average().orElse(0);
    }

    private IntStream occurring() {
      return IntStream.range(0, labels.size()).filter(i -> support(i) + predicted(i) > 0);
    }

    private static double ratio(long part, long whole) {
      return whole == 0 ? 0 : (double) part / whole;
    }
  }

  /**
   * Errors of predicted numbers, in their own units, as means over the predicted values.
   *
   * @param mae mean absolute error
   * @param rmse root of the mean squared error
   * @param mase mean absolute error over that of the naive prediction (Hyndman and Koehler, 2006)
   * @param r2 coefficient of determination
   */
  record Regression(double loss, double mae, double rmse, double mase, double r2)
      implements Score {}
}
