package org.menagerie.report.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.Variance;

/**
 * The corrected resampled t-test (Nadeau and Bengio, 2003): whether two methods differ, by their
 * figures on the same random splits. Training parts of such splits overlap, so the variance of the
 * mean difference is taken as (1/n + test/train) times that of the differences.
 *
 * @param difference mean of the differences
 * @param t the statistic; NaN where nothing can be said
 * @param p chance of a statistic as far from 0, on either side, if the methods were equal; NaN
 *     where nothing can be said: with fewer than two splits, or where all differences are equal and
 *     not 0. Small test parts make them so, one example more on every split; a variance of 0 would
 *     call that certain.
 */
public record PairedTest(double difference, double t, double p) {
  private static final double ROUNDING = 1e-9; // differences of equal shares differ in last digits

  /**
   * Of one difference for each split.
   *
   * @param testShare size of a test part over that of a training part
   */
  public static PairedTest corrected(double[] differences, double testShare) {
    if (!(testShare >= 0)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "testShare must be at least 0, was %s", testShare));
    }
    int n = differences.length;
    double mean = new Mean().evaluate(differences);
    double error = Math.sqrt((1.0 / n + testShare) * new Variance().evaluate(differences));
    if (n > 1 && mean == 0) {
      return new PairedTest(0, 0, 1);
    }
    if (n < 2 || error <= ROUNDING * Math.abs(mean)) {
      return new PairedTest(mean, Double.NaN, Double.NaN);
    }
    double t = mean / error;
    double p = 2 * new TDistribution(n - 1).cumulativeProbability(-Math.abs(t));
    return new PairedTest(mean, t, p);
  }

  /**
   * Holm's (1979) adjustment: values that may each be compared with one level while the chance of
   * any false alarm among them stays below it. NaN stays NaN and does not count.
   */
  public static List<Double> holm(List<Double> p) {
    List<Integer> ascending =
        IntStream.range(0, p.size())
            .boxed()
            .filter(i -> !p.get(i).isNaN())
            .sorted(Comparator.comparing(p::get))
            .toList();
    List<Double> adjusted = new ArrayList<>(p);
    double largest = 0;
    for (int rank = 0; rank < ascending.size(); rank++) {
      int i = ascending.get(rank);
      largest = Math.max(largest, Math.min(1, (ascending.size() - rank) * p.get(i)));
      adjusted.set(i, largest);
    }
    return adjusted;
  }
}
