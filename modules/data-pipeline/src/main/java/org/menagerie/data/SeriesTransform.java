package org.menagerie.data;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;
import java.util.List;

/**
 * What makes one series stationary, and back: a logarithm where spread grows with level, and the
 * difference to the value a season before, less the mean drift; fitted on the training part.
 *
 * <p>A network cannot continue a trend beyond what it has seen. So it is asked only for what the
 * seasonal naive forecast with drift leaves over.
 *
 * @param logarithm whether values are multiplied rather than added up
 * @param season steps of a season; 1: none
 * @param drift mean change over a season, of the (logarithms of) values
 * @param level typical distance of values within a window
 * @param change typical size of seasonal changes less the drift
 * @param spread typical size of the remainder at each step of the horizon
 * @param naiveError mean absolute error of the seasonal naive forecast before the test part
 */
public record SeriesTransform(
    String column,
    boolean logarithm,
    int season,
    double drift,
    double level,
    double change,
    List<Double> spread,
    double naiveError) {
  private static final double GROWN = 1.5; // ratio of levels that tells how spread grows

  /** A transform with its own copy of the list. */
  public SeriesTransform {
    spread = List.copyOf(spread);
  }

  /**
   * Fits on the first {@code train} values; the error of reference on the first {@code known}.
   *
   * @param history steps that a forecast looks back on
   */
  static SeriesTransform fit(
      String column, double[] values, int train, int known, int season, int history, int horizon) {
    double[] part = Arrays.copyOf(values, train);
    boolean logarithm = multiplies(part, season);
    double[] z = Arrays.stream(part).map(v -> logarithm ? Math.log(v) : v).toArray();
    double drift = (z[train - 1] - z[0]) * season / Math.max(1, train - 1);
    if (season > 1 && train > season) {
      double sum = 0;
      for (int t = season; t < train; t++) {
        sum += z[t] - z[t - season];
      }
      drift = sum / (train - season);
    }
    SeriesTransform raw = new SeriesTransform(column, logarithm, season, drift, 1, 1, List.of(), 1);
    double change = 0;
    for (int t = season; t < train; t++) {
      change += square(z[t] - z[t - season] - drift);
    }
    double level = 0;
    int count = 0;
    for (int t = history; t < train; t += Math.max(1, history / 2)) {
      for (int back = 1; back < history; back++, count++) {
        level += square(z[t] - z[t - back]);
      }
    }
    Double[] spread = new Double[horizon];
    Arrays.setAll(spread, h -> raw.remainder(z, h + 1));
    return new SeriesTransform(
        column,
        logarithm,
        season,
        drift,
        positive(Math.sqrt(level / Math.max(1, count))),
        positive(Math.sqrt(change / Math.max(1, train - season))),
        List.of(spread),
        positive(naiveError(values, known, season)));
  }

  /** Values, or their logarithms. */
  double[] bend(double[] values) {
    return Arrays.stream(values).map(v -> logarithm ? Math.log(v) : v).toArray();
  }

  /** The seasonal naive forecast with drift of step {@code last + ahead}, of bent values. */
  double base(double[] z, int last, int ahead) {
    int seasons = (ahead + season - 1) / season;
    return z[last + ahead - seasons * season] + seasons * drift;
  }

  /** A bent value as it was. */
  double unbend(double z) {
    return logarithm ? Math.exp(z) : z;
  }

  /** Names the decisions. */
  @JsonIgnore
  String words() {
    return "season: "
        + (season > 1 ? Phrases.count(season, "step", "steps") : "none")
        + "; a network sees "
        + (logarithm ? "logarithms, " : "")
        + (season > 1 ? "seasonal differences of " + season + " steps" : "differences")
        + " less the drift";
  }

  /** Mean absolute error of the (seasonal) naive forecast, one season ahead. */
  static double naiveError(double[] values, int known, int season) {
    double sum = 0;
    for (int t = season; t < known; t++) {
      sum += Math.abs(values[t] - values[t - season]);
    }
    return sum / Math.max(1, known - season);
  }

  private double remainder(double[] z, int ahead) {
    double sum = 0;
    int count = 0;
    for (int last = season - 1; last + ahead < z.length; last++, count++) {
      sum += square(z[last + ahead] - base(z, last, ahead));
    }
    return positive(Math.sqrt(sum / Math.max(1, count)));
  }

  // spread within seasons in proportion to their level is steadier than the spread itself
  private static boolean multiplies(double[] values, int season) {
    if (Arrays.stream(values).anyMatch(v -> v <= 0)) {
      return false;
    }
    int block = season > 1 ? season : Math.max(4, values.length / 10);
    int blocks = values.length / block;
    if (blocks < 3) {
      return false;
    }
    double[] spread = new double[blocks];
    double[] relative = new double[blocks];
    double[] mean = new double[blocks];
    for (int b = 0; b < blocks; b++) {
      Moments moments = Moments.of(Arrays.copyOfRange(values, b * block, (b + 1) * block));
      mean[b] = moments.mean();
      spread[b] = moments.deviation();
      relative[b] = moments.deviation() / moments.mean();
    }
    double low = Arrays.stream(mean).min().orElse(0);
    double high = Arrays.stream(mean).max().orElse(0);
    return high > GROWN * low && variation(relative) < variation(spread);
  }

  private static double variation(double[] x) {
    Moments moments = Moments.of(x);
    return moments.mean() > 0 ? moments.deviation() / moments.mean() : Double.POSITIVE_INFINITY;
  }

  private static double positive(double value) {
    return value > 0 ? value : 1;
  }

  private static double square(double x) {
    return x * x;
  }
}
