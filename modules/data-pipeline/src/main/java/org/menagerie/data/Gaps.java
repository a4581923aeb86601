package org.menagerie.data;

import java.util.Arrays;

/** Missing values of a series. */
final class Gaps {
  private Gaps() {}

  /**
   * Replaces NaN by the value a season before it, in the first season by the value before it, and
   * by the first one before that: what a forecast looks back on must not know what came later. A
   * series without any value stays as it is.
   *
   * @param season steps; 1: none
   * @return how many were missing
   */
  static int carry(double[] values, int season) {
    int missing = 0;
    for (double value : values) {
      missing += Double.isNaN(value) ? 1 : 0;
    }
    int leading = 0;
    while (leading < values.length && Double.isNaN(values[leading])) {
      leading++;
    }
    if (leading == values.length) {
      return missing;
    }
    Arrays.fill(values, 0, leading, values[leading]);
    for (int t = leading; t < values.length; t++) {
      if (Double.isNaN(values[t])) {
        values[t] = values[t - (t - season >= leading ? season : 1)];
      }
    }
    return missing;
  }

  /**
   * Replaces NaN by the straight line between its neighbours in time, and by the nearest value
   * before the first and behind the last; a series without any value stays as it is.
   *
   * @return how many were missing
   */
  static int interpolate(double[] values, int length) {
    int missing = 0;
    int known = -1; // the last step with a value
    for (int t = 0; t < length; t++) {
      if (Double.isNaN(values[t])) {
        missing++;
        continue;
      }
      for (int gap = known + 1; gap < t; gap++) {
        double part = known < 0 ? 1 : (double) (gap - known) / (t - known);
        values[gap] = known < 0 ? values[t] : values[known] * (1 - part) + values[t] * part;
      }
      known = t;
    }
    for (int gap = known + 1; known >= 0 && gap < length; gap++) {
      values[gap] = values[known];
    }
    return missing;
  }
}
