package org.menagerie.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.menagerie.core.Examples;
import org.menagerie.core.Floats;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Seeds;
import org.menagerie.core.Target;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Series of classes that every epoch of training sees changed; as they are outside training.
 *
 * <p>What two series of one class differ by says nothing about the class: offset, loudness, speed,
 * noise. So a random share of such a difference, of whichever class and brought to the same number
 * of steps, is added to each series; where a level tells classes apart, it is about the same within
 * each and stays. What becomes of a series depends on the epoch's seed and the series alone, not on
 * its batch.
 */
final class MixedSeries implements Examples {
  static final String MIX = "mix";
  static final String NONE = "none";

  private static final double SHARE = 0.5; // standard deviation
  private static final int MANY = 2_000; // series, whose own variety is enough

  private final Examples series;
  private final float[][][] all; // numbers of each step of each series
  private final int[][] alike; // series of each class that has several

  /** Series of classes, with a copy of their numbers. */
  MixedSeries(Examples series) {
    this.series = series;
    all = new float[series.size()][][];
    int[] classes = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      DataSet one = series.batch(new int[] {i});
      all[i] = curves(one);
      classes[i] = one.getLabels().argMax(1).getInt(0);
    }
    alike =
        IntStream.range(0, series.target().size())
            .mapToObj(c -> IntStream.range(0, all.length).filter(i -> classes[i] == c).toArray())
            .filter(members -> members.length > 1)
            .toArray(int[][]::new);
  }

  /**
   * Whether a training part is mixed: as the option says and, where it is empty, if it is small.
   *
   * @param option mix, none or empty
   */
  static boolean wanted(String option, int series) {
    return switch (option.strip().toLowerCase(Locale.ROOT)) {
      case "" -> series < MANY;
      case MIX -> true;
      case NONE -> false;
      default ->
          throw new InvalidInputException(
              "augment must be mix or none for series, was " + Phrases.quote(option));
    };
  }

  private static float[][] curves(DataSet one) {
    INDArray mask = one.getFeaturesMaskArray();
    float[][] padded = Floats.rows(one.getFeatures().slice(0));
    int length = mask == null ? padded[0].length : mask.sumNumber().intValue();
    return Arrays.stream(padded).map(x -> Arrays.copyOf(x, length)).toArray(float[][]::new);
  }

  @Override
  public InputShape input() {
    return series.input();
  }

  @Override
  public Target target() {
    return series.target();
  }

  @Override
  public int size() {
    return series.size();
  }

  @Override
  public String keyName() {
    return series.keyName();
  }

  @Override
  public String key(int row) {
    return series.key(row);
  }

  @Override
  public int[] order(long seed, int batchSize) {
    return series.order(seed, batchSize);
  }

  @Override
  public DataSet batch(int[] rows) {
    return series.batch(rows);
  }

  @Override
  public Examples forEpoch(long seed) {
    return alike.length == 0 ? this : new EpochExamples(this, rows -> changed(seed, rows));
  }

  @Override
  public Examples plain() {
    return series;
  }

  @Override
  public Examples augmentedAlike(Examples others) {
    return new MixedSeries(others);
  }

  // adds a share of a difference to a series, from a place on
  private void add(float[] to, int from, int time, int row, SplittableRandom random) {
    int[] members = alike[random.nextInt(alike.length)];
    float[][] one = all[members[random.nextInt(members.length)]];
    float[][] other = all[members[random.nextInt(members.length)]];
    double share = SHARE * random.nextGaussian();
    int length = all[row][0].length;
    for (int f = 0; f < one.length; f++) {
      for (int t = 0; t < length; t++) {
        double place = length > 1 ? (double) t / (length - 1) : 0;
        to[from + f * time + t] += (float) (share * (at(one[f], place) - at(other[f], place)));
      }
    }
  }

  // the value at a place from 0, the first step, to 1, the last
  private static double at(float[] curve, double place) {
    double step = place * (curve.length - 1);
    int left = (int) step;
    double part = step - left;
    return curve[left] * (1 - part) + curve[Math.min(curve.length - 1, left + 1)] * part;
  }

  private DataSet changed(long seed, int... rows) {
    DataSet batch = batch(rows);
    INDArray features = batch.getFeatures(); // [series, numbers of a step, steps]
    int time = (int) features.size(2);
    float[] numbers = features.data().asFloat();
    for (int i = 0; i < rows.length; i++) {
      SplittableRandom random = new SplittableRandom(Seeds.derive(seed, rows[i]));
      add(numbers, i * (int) features.size(1) * time, time, rows[i], random);
    }
    batch.setFeatures(Nd4j.create(numbers, features.shape(), DataType.FLOAT));
    return batch;
  }
}
