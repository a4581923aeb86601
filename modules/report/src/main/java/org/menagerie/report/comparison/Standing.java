package org.menagerie.report.comparison;

import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.menagerie.report.cost.Costs;
import org.menagerie.report.statistics.Interval;

/**
 * A row of the leaderboard.
 *
 * @param rank 1 is best; equal figures have different ranks; 0 where no training finished
 * @param mean of the deciding figure over the seeds; NaN where no training finished
 * @param std sample standard deviation over the seeds; NaN for fewer than two
 * @param interval of the mean, 95 %, by Student's t
 * @param second mean of the second figure
 */
public record Standing(
    int rank, Contender contender, double mean, double std, Interval interval, double second) {

  static Standing of(int rank, Contender contender, Measure measure) {
    double[] values = values(contender, measure);
    double second =
        contender.scores().values().stream()
            .mapToDouble(measure::second)
            .average()
            .orElse(Double.NaN);
    if (values.length == 0) {
      Interval none = new Interval(Double.NaN, Double.NaN);
      return new Standing(rank, contender, Double.NaN, Double.NaN, none, second);
    }
    return new Standing(
        rank,
        contender,
        mean(values),
        values.length < 2 ? Double.NaN : new StandardDeviation().evaluate(values),
        Interval.ofMean(values),
        second);
  }

  static double[] values(Contender contender, Measure measure) {
    return contender.scores().values().stream().mapToDouble(measure::value).toArray();
  }

  static double mean(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? Double.NaN : sum / values.length;
  }

  /** Half the interval's width: what stands behind ±; NaN for fewer than two seeds. */
  public double reach() {
    return Double.isNaN(std) ? Double.NaN : interval.high() - mean;
  }

  /** Whether some training finished, so that there are figures. */
  public boolean ranked() {
    return !contender.scores().isEmpty();
  }

  /** Parameters of the network, 0 for a baseline and where no training finished. */
  public long parameters() {
    return contender.finished().stream()
        .mapToLong(attempt -> attempt.results().summary().parameters())
        .findFirst()
        .orElse(0);
  }

  /** Mean seconds of training. */
  public double trainSeconds() {
    return contender.mean(a -> a.results().summary().trainSeconds()).orElse(0);
  }

  /** Mean of training examples through the network in a second. */
  public double examplesPerSecond() {
    return contender.mean(a -> a.results().summary().examplesPerSecond()).orElse(Double.NaN);
  }

  /** The mean of a cost over the trainings where it was measured; NaN where it never was. */
  public double cost(ToDoubleFunction<Costs> cost) {
    OptionalDouble mean =
        contender.finished().stream()
            .flatMap(attempt -> attempt.costs().stream())
            .mapToDouble(cost)
            .average();
    return contender.baseline() ? 0 : mean.orElse(Double.NaN);
  }
}
