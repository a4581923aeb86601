package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.menagerie.core.InvalidInputException;

/**
 * Synthetic control charts, generated from the equations of Alcock and Manolopoulos, "Time-Series
 * Similarity Queries Employing a Feature-Based Approach" (1999).
 *
 * <p>With m = 30, s = 2 and r(t) uniform in [-3, 3], steps t = 1 to 60 of the six classes are y(t)
 * = m + r(t) s, and to this is added: nothing; a sin(2 pi t / T), with a and T in [10, 15]; g t or
 * -g t, with g in [0.2, 0.5]; x or -x from step t3 on, with x in [7.5, 20] and t3 in [20, 40]. All
 * parameters are uniform, one draw for each series. The first 50 series of a class are for
 * training, the other 50 are the test part.
 */
final class SyntheticControl {
  private static final String NAME = "synthetic-control";
  private static final int STEPS = 60;
  private static final int EACH = 100;
  private static final int FOR_TRAINING = 50;
  private static final long SEED = 1999;
  private static final double MEAN = 30;
  private static final double SPREAD = 2;
  private static final List<String> CLASSES =
      List.of("normal", "cyclic", "increasing", "decreasing", "upward", "downward");

  private SyntheticControl() {}

  /** What is said of it among the built-in data. */
  static BuiltIn entry() {
    return new BuiltIn(
        NAME,
        "control charts of 60 steps, generated; 300 to train on and 300 to test on",
        CLASSES.size() * EACH,
        "6 classes: " + String.join(", ", CLASSES),
        "generated, no terms",
        "the equations of R. J. Alcock and Y. Manolopoulos (1999)",
        "7e1f32f90aaabea8c5f25ae22c1ed60106bea979bc5b5df5f08fbb96e5d2b1a5",
        "",
        Optional.empty());
  }

  static boolean named(String data) {
    return NAME.equalsIgnoreCase(data);
  }

  static Dataset dataset(DataOptions options) {
    options.refuseUnused("built-in series", Set.of("max-length", "augment"));
    options.refuse("label", options.label(), NAME);
    options.refuse("drop", options.drop(), NAME);
    options.refuse("test", options.test(), NAME + ", which has a test part of its own");
    if (options.task().equals("regression")) {
      throw new InvalidInputException("task must be classification for " + NAME);
    }
    List<double[]> series = generate();
    Sequences train = sequences(series, index -> index % EACH < FOR_TRAINING);
    Sequences test = sequences(series, index -> index % EACH >= FOR_TRAINING);
    return TsDataset.of(NAME, options, train, Optional.of(test), false, new ArrayList<>());
  }

  /** All series, class after class. */
  static Sequences all() {
    return sequences(generate(), index -> true);
  }

  private static List<double[]> generate() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<double[]> series = new ArrayList<>();
    for (int c = 0; c < CLASSES.size(); c++) {
      for (int i = 0; i < EACH; i++) {
        series.add(one(c, random));
      }
    }
    return series;
  }

  private static double[] one(int kind, SplittableRandom random) {
    double amplitude = random.nextDouble(10, 15);
    double period = random.nextDouble(10, 15);
    double slope = random.nextDouble(0.2, 0.5);
    double shift = random.nextDouble(7.5, 20);
    double place = random.nextDouble(STEPS / 3.0, 2 * STEPS / 3.0);
    double[] y = new double[STEPS];
    for (int t = 1; t <= STEPS; t++) {
      double added =
          switch (kind) {
            case 0 -> 0;
            case 1 -> amplitude * StrictMath.sin(2 * Math.PI * t / period);
            case 2 -> slope * t;
            case 3 -> -slope * t;
            case 4 -> t >= place ? shift : 0;
            default -> t >= place ? -shift : 0;
          };
      double value = MEAN + random.nextDouble(-3, 3) * SPREAD + added;
      y[t - 1] = Math.rint(value * 1e4) / 1e4; // four decimals, as published
    }
    return y;
  }

  private static Sequences sequences(
      List<double[]> series, java.util.function.IntPredicate wanted) {
    int[] chosen = IntStream.range(0, series.size()).filter(wanted).toArray();
    double[] values =
        Arrays.stream(chosen).mapToObj(series::get).flatMapToDouble(Arrays::stream).toArray();
    int[] codes = Arrays.stream(chosen).map(i -> i / EACH).toArray();
    int[] starts = IntStream.rangeClosed(0, chosen.length).map(i -> i * STEPS).toArray();
    int[] lines = Arrays.stream(chosen).map(i -> i + 1).toArray();
    Table labels =
        new Table(NAME, List.of(new Column.Texts(TsReader.LABEL, CLASSES, codes)), lines);
    Table steps =
        new Table(NAME, List.of(new Column.Numbers("d1", values)), new int[values.length]);
    return new Sequences(
        NAME, sha256(series), steps, starts, Optional.of(labels), Optional.empty(), List.of());
  }

  // of the values with four decimals, a series a line
  private static String sha256(List<double[]> series) {
    StringBuilder text = new StringBuilder();
    for (double[] y : series) {
      for (double v : y) {
        text.append(String.format(Locale.ROOT, "%.4f ", v));
      }
      text.append('\n');
    }
    return FileScan.sha256(text.toString());
  }
}
