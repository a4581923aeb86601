package org.menagerie.benchmarks.study;

import java.util.Arrays;

/**
 * Milliseconds of a step.
 *
 * @param median of all steps of all rounds
 * @param minimum the fastest step
 * @param steps how many were timed
 */
public record Timing(double median, double minimum, int steps) {

  /** Stands for a peer that could not be measured. */
  public static final Timing NONE = new Timing(Double.NaN, Double.NaN, 0);

  /** Returns the timing of these steps, at least one. */
  public static Timing of(double[] millis) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new Timing(median(sorted), sorted[0], sorted.length);
  }

  static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
