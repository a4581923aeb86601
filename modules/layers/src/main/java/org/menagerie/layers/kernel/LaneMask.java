package org.menagerie.layers.kernel;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The mask of a range of examples: 1 at real steps, 0 at padded ones. */
final class LaneMask {
  /** What a step is to the examples of a range. */
  enum Kind {
    /** Real for all. */
    REAL,
    /** Real for some. */
    MIXED,
    /** Padding for all. */
    PADDING
  }

  private final float[] real; // [steps][batch]
  private final Kind[] kinds;
  private final int[] counts;
  private final int[] firsts;
  private final int[] lasts;
  private final int batch;

  /** The mask [N, T] of {@code count} examples from {@code first} on. */
  LaneMask(INDArray mask, int first, int count) {
    int steps = (int) mask.size(1);
    batch = count;
    real = new float[steps * count];
    kinds = new Kind[steps];
    counts = new int[count];
    firsts = new int[count];
    lasts = new int[count];
    Arrays.fill(firsts, -1);
    Arrays.fill(lasts, -1);
    SequenceMemory.ofSteps(mask.castTo(DataType.FLOAT)).gather(first, count, real);
    for (int t = 0; t < steps; t++) {
      kinds[t] = classify(t);
    }
  }

  private Kind classify(int step) {
    int count = 0;
    for (int n = 0; n < batch; n++) {
      if (isReal(step, n)) {
        real[step * batch + n] = 1f;
        firsts[n] = counts[n] == 0 ? step : firsts[n];
        lasts[n] = step;
        counts[n]++;
        count++;
      }
    }
    return count == batch ? Kind.REAL : count == 0 ? Kind.PADDING : Kind.MIXED;
  }

  Kind kind(int step) {
    return kinds[step];
  }

  boolean isReal(int step, int example) {
    return real[step * batch + example] != 0f;
  }

  /** The number of an example's real steps. */
  int count(int example) {
    return counts[example];
  }

  /** An example's last real step, or -1. */
  int last(int example) {
    return lasts[example];
  }

  /** An example's first real step, or -1. */
  int first(int example) {
    return firsts[example];
  }

  /** Writes the mask of one step to each of {@code units} rows. */
  void repeat(int step, float[] into, int units) {
    for (int unit = 0; unit < units; unit++) {
      System.arraycopy(real, step * batch, into, unit * batch, batch);
    }
  }

  /** Sets masked entries of [steps][features][batch] to 0: padding may hold anything, NaN too. */
  void clear(float[] sequence, int features) {
    for (int t = 0; t < kinds.length; t++) {
      int start = t * features * batch;
      if (kinds[t] == Kind.PADDING) {
        Arrays.fill(sequence, start, start + features * batch, 0f);
      } else if (kinds[t] == Kind.MIXED) {
        clearMixed(sequence, t, start, features);
      }
    }
  }

  private void clearMixed(float[] sequence, int step, int start, int features) {
    for (int f = 0; f < features; f++) {
      for (int n = 0; n < batch; n++) {
        if (real[step * batch + n] == 0f) {
          sequence[start + f * batch + n] = 0f;
        }
      }
    }
  }
}
