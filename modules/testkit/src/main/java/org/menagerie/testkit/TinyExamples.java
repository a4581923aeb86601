package org.menagerie.testkit;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InputShape.Image;
import org.menagerie.core.InputShape.Sequence;
import org.menagerie.core.InputShape.Tokens;
import org.menagerie.core.Seeds;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Examples that are made of one hidden number u in [0, 1] each (or one a step): the label is a
 * function of u, and every input is a noisy function of it. Texts to go on with run through their
 * symbols in order, from a random one on. Masked batches are as long as their longest example.
 */
final class TinyExamples implements Examples {
  private static final int MANY = 1_000;
  private static final double NOISE = 0.1;

  private final Task task;
  private final boolean masked;
  private final int size;
  private final long seed;

  TinyExamples(Task task, boolean masked, int size, long seed) {
    this.task = task;
    this.masked = masked;
    this.size = size;
    this.seed = seed;
  }

  /** Steps of one example; 1 for a shape without time. */
  static int steps(InputShape input) {
    if (input instanceof Sequence s) {
      return s.steps();
    }
    return input instanceof Tokens t ? t.steps() : 1;
  }

  @Override
  public InputShape input() {
    return task.input();
  }

  @Override
  public Target target() {
    return task.target();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public DataSet batch(int[] rows) {
    int whole = steps(task.input());
    int steps = Arrays.stream(rows).map(row -> length(row, whole)).max().orElse(whole);
    INDArray features = Nd4j.create(DataType.FLOAT, featureShape(rows.length, steps));
    INDArray labels = Nd4j.create(DataType.FLOAT, labelShape(rows.length, steps));
    INDArray mask = masked ? Nd4j.create(DataType.FLOAT, rows.length, steps) : null;
    for (int n = 0; n < rows.length; n++) {
      SplittableRandom random = new SplittableRandom(Seeds.derive(seed, rows[n]));
      int length = length(rows[n], whole);
      double hidden = hidden(rows[n], random);
      for (int t = 0; t < length; t++) {
        if (task.target() instanceof Target.NextSymbol next) {
          int symbol = (rows[n] + t) % next.size();
          features.putScalar(n, t, 2 + symbol);
          labels.putScalar(n, (symbol + 1) % next.size(), t, 1);
        } else {
          if (perStep()) {
            hidden = hidden(random.nextInt(MANY), random);
            putLabel(labels, hidden, n, t);
          }
          putFeatures(features, hidden, n, t, random);
        }
        if (masked) {
          mask.putScalar(n, t, 1);
        }
      }
      if (!perStep()) {
        putLabel(labels, hidden, n);
      }
    }
    return new DataSet(features, labels, mask, perStep() ? mask : null);
  }

  private int length(int row, int steps) {
    return masked ? steps - row % steps : steps;
  }

  private boolean perStep() {
    return task.target().perStep();
  }

  private double hidden(int index, SplittableRandom random) {
    if (task.target() instanceof Target.Values) {
      return random.nextDouble();
    }
    int classes = task.target().size();
    return (index % classes + 0.5) / classes;
  }

  private long[] featureShape(int n, int steps) {
    InputShape input = task.input();
    if (input instanceof Image i) {
      return new long[] {n, i.height(), i.width(), i.channels()};
    } else if (input instanceof Sequence s) {
      return new long[] {n, s.features(), steps};
    } else if (input instanceof Tokens) {
      return new long[] {n, steps};
    }
    return new long[] {n, input.values()};
  }

  private long[] labelShape(int n, int steps) {
    int outputs = task.target().size();
    return perStep() ? new long[] {n, outputs, steps} : new long[] {n, outputs};
  }

  private void putFeatures(INDArray to, double hidden, int n, int t, SplittableRandom random) {
    InputShape input = task.input();
    if (input instanceof Image i) {
      for (int pixel = 0; pixel < i.height() * i.width(); pixel++) {
        for (int c = 0; c < i.channels(); c++) {
          to.putScalar(
              n, pixel / i.width(), pixel % i.width(), c, signal(hidden, c, random)); // NHWC
        }
      }
    } else if (input instanceof Sequence s) {
      for (int f = 0; f < s.features(); f++) {
        to.putScalar(n, f, t, signal(hidden, f, random));
      }
    } else if (input instanceof Tokens tokens) {
      to.putScalar(n, t, symbol(hidden, tokens.vocabulary(), random));
    } else {
      for (int f = 0; f < input.values(); f++) {
        to.putScalar(n, f, signal(hidden, f, random));
      }
    }
  }

  // channel 0 falls from 1 to -1 as u rises from 0 to 1, so it alone tells u
  private static double signal(double hidden, int channel, SplittableRandom random) {
    return Math.cos(Math.PI * hidden + channel) + NOISE * (2 * random.nextDouble() - 1);
  }

  private static int symbol(double hidden, int vocabulary, SplittableRandom random) {
    int real = vocabulary - 2; // 0 is padding, 1 stands for unknown symbols
    double place = hidden + NOISE * (2 * random.nextDouble() - 1);
    return 2 + (int) Math.min(real - 1, Math.max(0, place * real));
  }

  private void putLabel(INDArray to, double hidden, int... at) {
    int outputs = task.target().size();
    for (int k = 0; k < outputs; k++) {
      double value =
          task.target() instanceof Target.Values
              ? Math.sqrt(2) * Math.cos(Math.PI * (hidden + 0.5 * k)) // mean square about 1
              : (int) (hidden * outputs) == k ? 1 : 0;
      if (at.length == 1) {
        to.putScalar(at[0], k, value);
      } else {
        to.putScalar(at[0], k, at[1], value);
      }
    }
  }
}
