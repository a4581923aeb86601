package org.menagerie.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A numeric column as one input, or two where missing values are common; fitted on training rows.
 *
 * <p>A column with heavy tails is first bent by asinh((x - origin) / spread), which is linear near
 * the origin and logarithmic far from it, so that neither prices nor counts squeeze all other rows
 * into one corner. The origin is the median or, for a tail on one side, the other side's end: a
 * logarithm for prices. Then values are standardised and cut at {@value #CUT} standard deviations,
 * which keeps one wild cell of an unseen table from drowning all else.
 *
 * @param median what a missing cell is taken for
 * @param indicator whether a second input says that the cell is missing
 * @param origin where the bend is linear
 * @param spread unit of the bend; 0 for a column that is not bent
 * @param mean mean of the (bent) training values
 * @param scale their standard deviation; 1 where that is 0
 */
public record NumberFeature(
    String column,
    ColumnKind kind,
    double median,
    boolean indicator,
    double origin,
    double spread,
    double mean,
    double scale)
    implements ColumnEncoder {
  private static final double CUT = 5;
  private static final double COMMON = 0.01;
  private static final double NEAR_END = 0.05;
  private static final int SAMPLE = 50_000; // enough for a quantile

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
    double median = quantile(values, 0.5);
    Bend bend = Bend.best(values, median);
    Moments moments = bend.moments();
    double scale = moments.deviation() > 0 ? moments.deviation() : 1;
    return new NumberFeature(
        column.name(),
        kind,
        median,
        indicator,
        bend.origin(),
        bend.spread(),
        moments.mean(),
        scale);
  }

  @Override
  public int width() {
    return indicator ? 2 : 1;
  }

  @Override
  public List<String> symbols() {
    return Collections.nCopies(width(), "");
  }

  @Override
  public List<String> unknown(Column from, int[] rows) {
    return List.of(); // what lies far outside is cut
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

  @Override
  public String text(float[] row, int offset) {
    if (indicator && row[offset + 1] != 0) {
      return ExampleView.MISSING;
    }
    double bent = row[offset] * scale + mean;
    double size = Math.abs(bent);
    double value = spread > 0 ? origin + Math.signum(bent) * spread * Math.sinh(size) : bent;
    if (kind == ColumnKind.DATE) {
      return LocalDate.ofEpochDay(Math.round(value)).toString();
    }
    double slope = spread > 0 ? spread * Math.cosh(size) : 1;
    return rounded(value, Math.ulp(row[offset]) * scale * slope);
  }

  /** With six digits at most, and none finer than an input, which is a float, can tell apart. */
  private static String rounded(double value, double finest) {
    int places = -(int) Math.ceil(Math.log10(2 * finest));
    return BigDecimal.valueOf(value)
        .setScale(places, RoundingMode.HALF_UP)
        .round(new MathContext(6))
        .stripTrailingZeros()
        .toPlainString();
  }

  private double standard(double x) {
    double bent = spread > 0 ? bend(x, origin, spread) : x;
    return Math.max(-CUT, Math.min(CUT, (bent - mean) / scale));
  }

  private static double bend(double x, double origin, double spread) {
    double z = Math.abs(x / spread - origin / spread);
    // asinh; the square would overflow for the largest doubles, where it is log(2z) to the last bit
    double bent = z > 1e9 ? Math.log(z) + Math.log(2) : Math.log(z + Math.sqrt(z * z + 1));
    return x < origin ? -bent : bent;
  }

  private static double quantile(double[] values, double q) {
    if (values.length == 0) {
      return 0;
    }
    int step = Math.max(1, values.length / SAMPLE);
    double[] sorted = new double[(values.length + step - 1) / step];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values[i * step];
    }
    Arrays.sort(sorted);
    double place = q * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    double part = place - below;
    return sorted[below] * (1 - part) + sorted[above] * part;
  }

  /** A bend of the training values and what it makes of them. */
  private record Bend(double origin, double spread, Moments moments) {

    /** The bend that leaves the lightest tails; none where they are light already. */
    static Bend best(double[] values, double median) {
      Bend plain = new Bend(0, 0, Moments.of(values));
      if (!plain.moments.heavy()) {
        return plain;
      }
      double low = Arrays.stream(values).min().orElse(0);
      double high = Arrays.stream(values).max().orElse(0);
      Bend best = plain;
      for (Bend tried :
          List.of(at(values, median, 0.5), at(values, low, NEAR_END), at(values, high, NEAR_END))) {
        boolean lighter = tried.moments.tails() < best.moments.tails();
        best = lighter && tried.moments.deviation() > 0 ? tried : best;
      }
      return best;
    }

    // the spread is a quantile of the distances above 0: most may be 0
    private static Bend at(double[] values, double origin, double quantile) {
      double[] distances =
          Arrays.stream(values).map(v -> Math.abs(v - origin)).filter(d -> d > 0).toArray();
      double spread = quantile(distances, quantile);
      double[] bent = Arrays.stream(values).map(v -> bend(v, origin, spread)).toArray();
      return new Bend(origin, spread, Moments.of(bent));
    }
  }
}
