package org.menagerie.data;

/** Missing values of a series. */
final class Gaps {
  private Gaps() {}

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
