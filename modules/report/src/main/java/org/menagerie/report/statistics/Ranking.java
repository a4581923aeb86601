package org.menagerie.report.statistics;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Examples from the highest score to the lowest, and how well the order tells positive ones from
 * the others. Equal scores share one threshold.
 */
public final class Ranking {
  private final long[] truePositives;
  private final long[] falsePositives;
  private final int thresholds;

  private Ranking(long[] truePositives, long[] falsePositives, int thresholds) {
    this.truePositives = truePositives;
    this.falsePositives = falsePositives;
    this.thresholds = thresholds;
  }

  /** A point of a curve. */
  public record Point(double x, double y) {}

  /** Of scores and whether each belongs to a positive example. */
  public static Ranking of(float[] scores, boolean[] positive) {
    long[] ascending = new long[scores.length];
    for (int i = 0; i < scores.length; i++) {
      ascending[i] = (long) sortable(scores[i]) << 1 | (positive[i] ? 1 : 0);
    }
    Arrays.sort(ascending); // plain numbers: there may be a thousand classes to rank
    long[] truePositives = new long[scores.length];
    long[] falsePositives = new long[scores.length];
    long hits = 0;
    int thresholds = 0;
    for (int i = scores.length - 1; i >= 0; i--) {
      hits += ascending[i] & 1;
      boolean last = i == 0 || ascending[i - 1] >> 1 != ascending[i] >> 1;
      if (last) {
        truePositives[thresholds] = hits;
        falsePositives[thresholds] = scores.length - i - hits;
        thresholds++;
      }
    }
    return new Ranking(truePositives, falsePositives, thresholds);
  }

  /** A whole number in the order of the scores; what is no number stands below all others. */
  private static int sortable(float score) {
    int bits = Float.floatToIntBits(Float.isNaN(score) ? Float.NEGATIVE_INFINITY : score + 0f);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /** Positive examples in all. */
  public long positives() {
    return thresholds == 0 ? 0 : truePositives[thresholds - 1];
  }

  /** Other examples in all. */
  public long negatives() {
    return thresholds == 0 ? 0 : falsePositives[thresholds - 1];
  }

  /**
   * Area under the ROC curve: the chance that a positive example stands above another, ties counted
   * half; NaN where either kind is missing.
   */
  public double rocAuc() {
    double area = 0;
    long left = 0;
    long below = 0;
    for (int i = 0; i < thresholds; i++) {
      area += (falsePositives[i] - left) * (truePositives[i] + below) / 2.0;
      left = falsePositives[i];
      below = truePositives[i];
    }
    return area / positives() / negatives();
  }

  /**
   * Average precision: precision at each threshold, weighted by the recall gained there, as
   * scikit-learn has it; NaN without positive examples.
   */
  public double averagePrecision() {
    double sum = 0;
    long before = 0;
    for (int i = 0; i < thresholds; i++) {
      sum += (truePositives[i] - before) * precision(i);
      before = truePositives[i];
    }
    return sum / positives();
  }

  /** Share of positive examples found against share of others taken for positive, from (0, 0). */
  public List<Point> roc() {
    Point[] points = new Point[thresholds + 1];
    points[0] = new Point(0, 0);
    for (int i = 0; i < thresholds; i++) {
      points[i + 1] =
          new Point(
              (double) falsePositives[i] / negatives(), (double) truePositives[i] / positives());
    }
    return List.of(points);
  }

  /** Precision against recall, from the highest threshold on. */
  public List<Point> precisionRecall() {
    return IntStream.range(0, thresholds)
        .mapToObj(i -> new Point((double) truePositives[i] / positives(), precision(i)))
        .toList();
  }

  private double precision(int threshold) {
    return (double) truePositives[threshold]
        / (truePositives[threshold] + falsePositives[threshold]);
  }

  /**
   * A curve's heights at {@code x} values in ascending order: on the straight line between its
   * neighbours where {@code linear}, else the height of the next point to the right.
   */
  static double[] heights(List<Point> curve, double[] x, boolean linear) {
    double[] heights = new double[x.length];
    int right = 0;
    for (int i = 0; i < x.length; i++) {
      while (right + 1 < curve.size() && curve.get(right).x() < x[i]) {
        right++;
      }
      // of points above each other the last: a ROC curve climbs
      while (linear && right + 1 < curve.size() && curve.get(right + 1).x() <= x[i]) {
        right++;
      }
      Point after = curve.get(right);
      Point before = curve.get(Math.max(0, right - 1));
      boolean between = linear && after.x() > x[i] && after.x() > before.x();
      double share = between ? (x[i] - before.x()) / (after.x() - before.x()) : 1;
      heights[i] = before.y() + share * (after.y() - before.y());
    }
    return heights;
  }

  /** The mean of several curves at even steps of x from 0 to 1. */
  public static List<Point> mean(Stream<List<Point>> curves, int steps, boolean linear) {
    double[] x = IntStream.rangeClosed(0, steps).mapToDouble(i -> (double) i / steps).toArray();
    double[] sum = new double[x.length];
    int count = 0;
    for (Iterator<List<Point>> all = curves.iterator(); all.hasNext(); count++) {
      double[] heights = heights(all.next(), x, linear);
      Arrays.setAll(sum, i -> sum[i] + heights[i]);
    }
    double n = count;
    return IntStream.range(0, x.length).mapToObj(i -> new Point(x[i], sum[i] / n)).toList();
  }
}
