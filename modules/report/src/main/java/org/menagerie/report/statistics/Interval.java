package org.menagerie.report.statistics;

import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** Where a figure lies with a confidence of 95 %. */
public record Interval(double low, double high) {
  private static final double CONFIDENCE = 0.95;

  /**
   * Of a share, by its score interval (Wilson, 1927), which keeps to [0, 1] and holds for few
   * examples too.
   */
  public static Interval wilson(long successes, long trials) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "successes: %d of %d trials", successes, trials));
    }
    ConfidenceInterval interval =
        new WilsonScoreInterval()
            .createInterval(Math.toIntExact(trials), Math.toIntExact(successes), CONFIDENCE);
    // rounding may step over what is exactly 0 or 1
    double low = successes == 0 ? 0 : interval.getLowerBound();
    double high = successes == trials ? 1 : interval.getUpperBound();
    return new Interval(low, high);
  }

  /** Of a mean, by Student's t; both ends are the mean where there is one value alone. */
  public static Interval ofMean(double... values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    if (values.length < 2) {
      return new Interval(mean, mean);
    }
    double error = new StandardDeviation().evaluate(values) / Math.sqrt(values.length);
    double reach = error * new TDistribution(values.length - 1).inverseCumulativeProbability(0.975);
    return new Interval(mean - reach, mean + reach);
  }
}
