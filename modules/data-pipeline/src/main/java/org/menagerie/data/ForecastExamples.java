package org.menagerie.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.menagerie.core.ExampleUnits;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Windows of series: what was, up to a moment, and what came then.
 *
 * <p>A step has two numbers for each series: its distance from the window's last value or from the
 * mean the series returns to, and its seasonal change less the drift. What is to be predicted is
 * the distance of the value from the forecast without a network.
 */
final class ForecastExamples implements Examples {
  private static final double CUT = 5; // standard deviations

  private final InputShape.Sequence input;
  private final Target.Values target;
  private final List<SeriesTransform> transforms;
  private final TimeSeries read;
  private final double[][] bent; // values, or their logarithms, of each series
  private final int[] origins;
  private final boolean labelled;
  private final ForecastEncoder encoder;

  /**
   * Examples without copies of the arrays.
   *
   * @param origins the last moment that each window knows
   */
  ForecastExamples(ForecastEncoder encoder, TimeSeries read, int[] origins, boolean labelled) {
    this.input = encoder.input();
    this.target = encoder.target();
    this.transforms = encoder.series();
    this.read = read;
    this.bent = new double[transforms.size()][];
    Arrays.setAll(bent, s -> transforms.get(s).bend(read.values()[s]));
    this.origins = origins;
    this.labelled = labelled;
    this.encoder = encoder;
  }

  @Override
  public String keyName() {
    return "after";
  }

  /** The last moment that a window knows. */
  @Override
  public String key(int row) {
    return read.stamps().get(origins[row]);
  }

  /** The same windows, read by the same encoder once it knows more. */
  ForecastExamples readBy(ForecastEncoder calibrated) {
    return new ForecastExamples(calibrated, read, origins, labelled);
  }

  @Override
  public InputShape input() {
    return input;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public int size() {
    return origins.length;
  }

  @Override
  public Optional<ExampleUnits> units() {
    return Optional.of(
        new ExampleUnits() {
          @Override
          public double toUnits(int example, int value, double label) {
            return ForecastExamples.this.toUnits(example, value, label);
          }

          @Override
          public double predicted(int example, int value, double output) {
            return toUnits(example, value, encoder.believed(value, output));
          }

          @Override
          public boolean known(int example, int value) {
            return !read.missing()[value / horizon()][moment(example, value)];
          }
        });
  }

  /** A remainder in the series' units: base and bend are the window's own. */
  private double toUnits(int example, int value, double output) {
    int horizon = horizon();
    SeriesTransform series = transforms.get(value / horizon);
    int step = value % horizon;
    double base = series.base(bent[value / horizon], origins[example], step + 1);
    return series.unbend(base + output * series.spread().get(step));
  }

  /** The stamp of a step of a window's horizon. */
  String stamp(int example, int value) {
    return read.stamps().get(moment(example, value));
  }

  /** What came. */
  double truth(int example, int value) {
    return read.values()[value / horizon()][moment(example, value)];
  }

  /** The last known value. */
  double naive(int example, int value) {
    return read.values()[value / horizon()][origins[example]];
  }

  /** The last known value of the same place in the season. */
  double seasonalNaive(int example, int value) {
    int season = transforms.get(value / horizon()).season();
    int back = (value % horizon() + season) / season * season; // whole seasons
    return read.values()[value / horizon()][moment(example, value) - back];
  }

  private int moment(int example, int value) {
    return origins[example] + value % horizon() + 1;
  }

  @Override
  public DataSet batch(int[] rows) {
    int time = input.steps();
    int features = input.features();
    float[] batch = new float[Math.multiplyExact(rows.length, time * features)];
    for (int i = 0; i < rows.length; i++) {
      for (int s = 0; s < transforms.size(); s++) {
        int from = (i * features + 2 * s) * time;
        fill(batch, from, transforms.get(s), bent[s], origins[rows[i]]);
      }
    }
    return new DataSet(
        Nd4j.create(batch, new long[] {rows.length, features, time}, DataType.FLOAT),
        labelled ? labels(rows) : null);
  }

  private void fill(float[] to, int from, SeriesTransform series, double[] z, int last) {
    int time = input.steps();
    double origin = series.origin(z, last);
    for (int t = 0; t < time; t++) {
      int at = last - time + 1 + t;
      double seasonal = z[at] - z[at - series.season()] - series.drift();
      to[from + t] = cut((z[at] - origin) / series.level());
      to[from + time + t] = cut(seasonal / series.change());
    }
  }

  private org.nd4j.linalg.api.ndarray.INDArray labels(int[] rows) {
    int horizon = horizon();
    int size = target.size();
    float[] labels = new float[rows.length * size];
    for (int i = 0; i < rows.length; i++) {
      int last = origins[rows[i]];
      for (int v = 0; v < size; v++) {
        SeriesTransform series = transforms.get(v / horizon);
        double[] z = bent[v / horizon];
        int ahead = v % horizon + 1;
        labels[i * size + v] =
            (float)
                ((z[last + ahead] - series.base(z, last, ahead)) / series.spread().get(ahead - 1));
      }
    }
    return Nd4j.create(labels, new long[] {rows.length, size}, DataType.FLOAT);
  }

  private int horizon() {
    return target.size() / transforms.size();
  }

  private static float cut(double x) {
    return (float) Math.max(-CUT, Math.min(CUT, x));
  }
}
