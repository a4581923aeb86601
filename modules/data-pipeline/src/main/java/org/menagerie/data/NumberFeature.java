package org.menagerie.data;

import java.util.Arrays;

/**
 * A numeric column as one input, or two where missing values are common; fitted on training rows.
 *
 * <p>A column with heavy tails is first bent by asinh((x - median) / spread), which is linear near
 * the median and logarithmic far from it on both sides, so that neither prices nor counts squeeze
 * all other rows into one corner. Then values are standardised and cut at {@value #CUT} standard
 * deviations, which keeps one wild cell of an unseen table from drowning all else.
 *
 * @param median what a missing cell is taken for
 * @param indicator whether a second input says that the cell is missing
 * @param spread unit of the bend; 0 for a column that is not bent
 * @param mean mean of the (bent) training values
 * @param scale their standard deviation; 1 where that is 0
 */
public record NumberFeature(
    String column,
    ColumnKind kind,
    double median,
    boolean indicator,
    double spread,
    double mean,
    double scale)
    implements ColumnEncoder {
  private static final double CUT = 5;
  private static final double COMMON = 0.01;
  private static final double HEAVY_SKEWNESS = 2;
  private static final double HEAVY_KURTOSIS = 8; // excess; 6 for an exponential distribution
  private static final int SAMPLE = 50_000; // enough for a median

  /** Fits on the given rows alone. */
  static NumberFeature fit(Column.Numbers column, ColumnKind kind, int[] rows) {
    double[] values = new double[rows.length];
    int n = 0;
    for (int row : rows) {
      if (!column.missing(row)) {
        values[n++] = column.values()[row];
      }
    }
    boolean indicator = rows.length - n > COMMON * rows.length;
    values = Arrays.copyOf(values, n);
    double median = median(values);
    Moments plain = Moments.of(values);
    double spread = plain.heavy() ? spread(values, median) : 0;
    Moments moments = plain;
    if (spread > 0) {
      for (int i = 0; i < n; i++) {
        values[i] = bend(values[i], median, spread);
      }
      moments = Moments.of(values);
    }
    double scale = moments.deviation() > 0 ? moments.deviation() : 1;
    return new NumberFeature(column.name(), kind, median, indicator, spread, moments.mean(), scale);
  }

  @Override
  public int width() {
    return indicator ? 2 : 1;
  }

  @Override
  public void encode(Column from, int[] rows, float[] out, int offset, int stride) {
    double[] values = ((Column.Numbers) from).values();
    int at = offset;
    for (int row : rows) {
      double x = values[row];
      boolean missing = Double.isNaN(x);
      out[at] = (float) standard(missing ? median : x);
      if (indicator) {
        out[at + 1] = missing ? 1 : 0;
      }
      at += stride;
    }
  }

  private double standard(double x) {
    double bent = spread > 0 ? bend(x, median, spread) : x;
    return Math.max(-CUT, Math.min(CUT, (bent - mean) / scale));
  }

  private static double bend(double x, double median, double spread) {
    double z = Math.abs(x - median) / spread;
    // asinh; the square would overflow for the largest doubles, where it is log(2z) to the last bit
    double bent = z > 1e9 ? Math.log(z) + Math.log(2) : Math.log(z + Math.sqrt(z * z + 1));
    return x < median ? -bent : bent;
  }

  // the median distance from the median; of the distances above 0 where most are 0
  private static double spread(double[] values, double median) {
    double[] distances = Arrays.stream(values).map(v -> Math.abs(v - median)).toArray();
    double middle = median(distances);
    return middle > 0 ? middle : median(Arrays.stream(distances).filter(d -> d > 0).toArray());
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    int step = Math.max(1, values.length / SAMPLE);
    double[] sorted = new double[(values.length + step - 1) / step];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values[i * step];
    }
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
  }

  /** Mean, standard deviation (of the population) and the shape of the tails. */
  private record Moments(double mean, double deviation, boolean heavy) {
    static Moments of(double[] values) {
      if (values.length == 0) {
        return new Moments(0, 0, false);
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
      boolean heavy = Math.abs(skewness) > HEAVY_SKEWNESS || kurtosis > HEAVY_KURTOSIS;
      // rounding leaves a constant column a deviation of some 1e-17 of its value
      double deviation = variance > 1e-28 * mean * mean ? Math.sqrt(variance) : 0;
      return new Moments(mean * unit, deviation * unit, deviation > 0 && heavy);
    }
  }
}
