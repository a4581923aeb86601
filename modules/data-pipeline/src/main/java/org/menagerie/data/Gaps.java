package org.menagerie.data;

import java.util.Arrays;

/** Missing values of a series. */
final class Gaps {
  private Gaps() {}

  /**
   * Replaces NaN by the value before it, and by the first one before that: what a forecast looks
   * back on must not know what came later. A series without any value stays as it is.
   *
   * @return how many were missing
   */
  static int carry(double[] values) {
    int missing = 0;
    for (int t = 1; t < values.length; t++) {
      if (Double.isNaN(values[t])) {
        missing++;
        values[t] = values[t - 1];
      }
    }
    int leading = 0;
    while (leading < values.length && Double.isNaN(values[leading])) {
      leading++;
    }
    if (leading > 0 && leading < values.length) {
      Arrays.fill(values, 0, leading, values[leading]);
    }
    return missing + (leading > 0 ? 1 : 0);
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
