package org.menagerie.data;

import java.util.Arrays;

/** Finds the length of a season in the training part. */
final class Seasonality {
  private static final int SEASONS = 3; // that must be seen to believe in one
  private static final double CLEAR = 0.3;
  private static final int LONGEST = 400;

  private Seasonality() {}

  /**
   * Steps of a season, 1 where there is none.
   *
   * @param suggested by the calendar, 0 for none; believed where the autocorrelation of the changes
   *     at that lag is positive by more than chance
   */
  static int of(double[] values, int suggested) {
    double[] changes = new double[values.length - 1];
    Arrays.setAll(changes, t -> values[t + 1] - values[t]);
    int longest = Math.min(LONGEST, values.length / SEASONS);
    double chance = 1.64 / Math.sqrt(changes.length); // one-sided, 5 %
    if (suggested > 1 && suggested <= longest && correlation(changes, suggested) > chance) {
      return suggested;
    }
    int best = 1;
    double highest = Math.max(CLEAR, 2 * chance);
    for (int lag = 2; lag <= longest; lag++) {
      double here = correlation(changes, lag);
      boolean peak = here > correlation(changes, lag - 1) && here >= correlation(changes, lag + 1);
      // multiples of a season are as high; the shortest wins
      if (peak && here > (best == 1 ? highest : highest + 0.05)) {
        best = lag;
        highest = here;
      }
    }
    return best;
  }

  /** The autocorrelation at a lag. */
  static double correlation(double[] x, int lag) {
    double mean = Arrays.stream(x).average().orElse(0);
    double above = 0;
    double below = 0;
    for (int t = 0; t < x.length; t++) {
      below += (x[t] - mean) * (x[t] - mean);
      above += t + lag < x.length ? (x[t] - mean) * (x[t + lag] - mean) : 0;
    }
    return below > 0 ? above / below : 0;
  }
}
