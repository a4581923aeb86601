package org.menagerie.data;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What makes one series stationary, and back: a logarithm where spread grows with level, and the
 * difference to the value a season before, less the mean drift; fitted on the training part.
 *
 * <p>A network cannot continue a trend beyond what it has seen. So it is asked only for what the
 * seasonal naive forecast with drift leaves over, which is drawn towards the mean where a series
 * without a season returns to it.
 *
 * @param logarithm whether values are multiplied rather than added up
 * @param season steps of a season; 1: none
 * @param drift mean change over a season, of the (logarithms of) values
 * @param reversion how far the series returns to its mean; of runs of earlier versions: not at all
 * @param level typical distance of values from the {@link #origin}
 * @param change typical size of seasonal changes less the drift
 * @param spread typical size of the remainder at each step of the horizon
 * @param naiveError mean absolute error of the seasonal naive forecast before the test part
 */
public record SeriesTransform(
    String column,
    boolean logarithm,
    int season,
    double drift,
    MeanReversion reversion,
    double level,
    double change,
    List<Double> spread,
    double naiveError) {
  private static final double GROWN = 1.5; // ratio of levels that tells how spread grows

  /** A transform with its own copy of the list. */
  public SeriesTransform {
    reversion = reversion == null ? MeanReversion.NONE : reversion;
    spread = List.copyOf(spread);
  }

  /**
   * Fits on the first {@code train} values; the error of reference on the first {@code known},
   * which may also object to a return to the mean.
   *
   * @param history steps that a forecast looks back on
   */
  static SeriesTransform fit(
      String column, double[] values, int train, int known, int season, int history, int horizon) {
    boolean logarithm = multiplies(Arrays.copyOf(values, train), season);
    double[] all = bend(Arrays.copyOf(values, known), logarithm);
    double[] z = Arrays.copyOf(all, train);
    double mean = drift(z, season);
    MeanReversion reversion =
        season > 1 ? MeanReversion.NONE : MeanReversion.fit(all, train, horizon, mean);
    double drift = (1 - reversion.weight()) * mean;
    SeriesTransform raw =
        new SeriesTransform(column, logarithm, season, drift, reversion, 1, 1, List.of(), 1);
    double change = 0;
    for (int t = season; t < train; t++) {
      change += square(z[t] - z[t - season] - drift);
    }
    Double[] spread = new Double[horizon];
    Arrays.setAll(spread, h -> raw.remainder(z, h + 1));
    return new SeriesTransform(
        column,
        logarithm,
        season,
        drift,
        reversion,
        positive(reversion.exists() ? reversion.spread() : distance(z, history)),
        positive(Math.sqrt(change / Math.max(1, train - season))),
        List.of(spread),
        positive(naiveError(values, known, season)));
  }

  // mean change over a season
  private static double drift(double[] z, int season) {
    int n = z.length;
    if (season == 1 || n <= season) {
      return (z[n - 1] - z[0]) * season / Math.max(1, n - 1);
    }
    double sum = 0;
    for (int t = season; t < n; t++) {
      sum += z[t] - z[t - season];
    }
    return sum / (n - season);
  }

  // typical distance of values from their window's last
  private static double distance(double[] z, int history) {
    double sum = 0;
    int count = 0;
    for (int t = history; t < z.length; t += Math.max(1, history / 2)) {
      for (int back = 1; back < history; back++, count++) {
        sum += square(z[t] - z[t - back]);
      }
    }
    return Math.sqrt(sum / Math.max(1, count));
  }

  /** Values, or their logarithms. */
  double[] bend(double[] values) {
    return bend(values, logarithm);
  }

  private static double[] bend(double[] values, boolean logarithm) {
    return Arrays.stream(values).map(v -> logarithm ? Math.log(v) : v).toArray();
  }

  /**
   * The forecast without a network of step {@code last + ahead}, of bent values: the seasonal naive
   * one with drift, drawn towards the mean where the series returns to it.
   */
  double base(double[] z, int last, int ahead) {
    int seasons = (ahead + season - 1) / season;
    double naive = z[last + ahead - seasons * season] + seasons * drift;
    return naive + reversion.pulled(z[last], ahead);
  }

  /** What a window's bent values are seen from: the mean they return to, else the last of them. */
  double origin(double[] z, int last) {
    return reversion.exists() ? reversion.mean() : z[last];
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
        + " less the drift"
        + (reversion.exists()
            ? String.format(
                Locale.ROOT,
                " and distances from the mean, which forecasts are drawn to: %.0f %% at the end",
                100 * reversion.pull().get(reversion.pull().size() - 1))
            : "");
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
