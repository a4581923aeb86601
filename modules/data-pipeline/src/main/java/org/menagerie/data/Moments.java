package org.menagerie.data;

import java.util.Arrays;

/** Mean, standard deviation (of the population) and the shape of the tails. */
record Moments(double mean, double deviation, double skewness, double kurtosis) {
  private static final double HEAVY_SKEWNESS = 2;
  private static final double HEAVY_KURTOSIS = 8; // excess; 6 for an exponential distribution

  /** The moments of finite values, however large; a deviation that is mere rounding is 0. */
  static Moments of(double[] values) {
    if (values.length == 0) {
      return new Moments(0, 0, 0, 0);
    }
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    double unit = largest > 0 ? largest : 1; // sums of huge values stay finite
    double mean = Arrays.stream(values).map(v -> v / unit).average().orElse(0);
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (double v : values) {
      double d = v / unit - mean;
      second += d * d;
      third += d * d * d;
      fourth += d * d * d * d;
    }
    double variance = second / values.length;
    double skewness = third / values.length / Math.pow(variance, 1.5);
    double kurtosis = fourth / values.length / (variance * variance) - 3;
    // rounding leaves a constant column a deviation of some 1e-17 of its value
    double deviation = variance > 1e-28 * mean * mean ? Math.sqrt(variance) : 0;
    return deviation > 0
        ? new Moments(mean * unit, deviation * unit, skewness, kurtosis)
        : new Moments(mean * unit, 0, 0, 0);
  }

  boolean heavy() {
    return Math.abs(skewness) > HEAVY_SKEWNESS || kurtosis > HEAVY_KURTOSIS;
  }

  double tails() {
    return Math.abs(skewness) + Math.abs(kurtosis);
  }
}
