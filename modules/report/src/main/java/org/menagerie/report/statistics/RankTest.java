package org.menagerie.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * Several methods on several data sets, by their ranks (Demšar, 2006): Friedman's test in the form
 * of Iman and Davenport, and Nemenyi's critical difference at the level 0.05.
 *
 * @param meanRanks of each method; 1 is best, ties share the mean of their ranks
 * @param dataSets how many there are
 * @param friedman Friedman's chi-square, without a correction for ties
 * @param p of the statistic of Iman and Davenport, F distributed; exact where all data sets agree
 *     on every rank
 * @param criticalDifference mean ranks that are further apart differ significantly
 */
public record RankTest(
    List<Double> meanRanks, int dataSets, double friedman, double p, double criticalDifference) {
  /** Most methods that the table of critical values reaches. */
  public static final int MOST_METHODS = 20;

  // studentized range at 0.05 over the square root of 2, for 2, 3, ... methods (Demšar, table 5)
  private static final double[] CRITICAL = {
    1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164, 3.219, 3.268, 3.313, 3.354,
    3.391, 3.426, 3.458, 3.489, 3.517, 3.544
  };

  /** A result with its own copy of the ranks. */
  public RankTest {
    meanRanks = List.copyOf(meanRanks);
  }

  /**
   * Of figures of which less is better.
   *
   * @param figures [data set][method]; at least 2 of each
   */
  public static RankTest of(double[][] figures) {
    int n = figures.length;
    int k = n == 0 ? 0 : figures[0].length;
    if (n < 2 || k < 2 || k > MOST_METHODS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "at least 2 data sets and 2 to %d methods, were %d and %d",
              MOST_METHODS,
              n,
              k));
    }
    double[] mean = new double[k];
    for (double[] row : figures) {
      double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).rank(row);
      Arrays.setAll(mean, i -> mean[i] + ranks[i] / n);
    }
    double squares = Arrays.stream(mean).map(rank -> rank * rank).sum();
    double friedman = 12.0 * n / (k * (k + 1)) * (squares - k * (k + 1) * (k + 1) / 4.0);
    double critical = CRITICAL[k - 2] * Math.sqrt(k * (k + 1) / (6.0 * n));
    return new RankTest(
        Arrays.stream(mean).boxed().toList(), n, friedman, p(friedman, n, k), critical);
  }

  private static double p(double friedman, int n, int k) {
    double room = n * (k - 1) - friedman;
    if (room < 1e-9) { // all agree on every rank: F has no value, but the chance of it is known
      return Math.pow(CombinatoricsUtils.factorialDouble(k), 1.0 - n);
    }
    double f = (n - 1) * friedman / room;
    return 1 - new FDistribution(k - 1, (double) (k - 1) * (n - 1)).cumulativeProbability(f);
  }

  /**
   * Methods that cannot be told apart: for each group, the smallest and the largest mean rank; only
   * groups of at least two that no other holds.
   */
  public List<double[]> groups() {
    double[] ranks = meanRanks.stream().mapToDouble(rank -> rank).sorted().toArray();
    List<double[]> groups = new ArrayList<>();
    int last = -1;
    for (int from = 0; from < ranks.length; from++) {
      double start = ranks[from];
      int to =
          (int)
                  IntStream.range(0, ranks.length)
                      .filter(i -> ranks[i] - start < criticalDifference)
                      .count()
              - 1;
      if (to > from && to > last) {
        groups.add(new double[] {start, ranks[to]});
        last = to;
      }
    }
    return groups;
  }
}
