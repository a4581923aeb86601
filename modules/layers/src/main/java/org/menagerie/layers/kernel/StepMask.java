package org.menagerie.layers.kernel;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Which steps of a batch of sequences are real, and which are padding.
 *
 * <p>Steps are numbered row by row as in memory [N, T]: step t of sequence n is row n * T + t.
 */
public final class StepMask {
  /** Takes a score out of a softmax: its exponential is 0, and sums of two are still finite. */
  static final float MINUS_INFINITY = -1e30f;

  private final int sequences;
  private final int steps;
  private final boolean[] real;
  private final int count;

  private StepMask(int sequences, int steps, boolean[] real) {
    this.sequences = sequences;
    this.steps = steps;
    this.real = real;
    int sum = 0;
    for (boolean step : real) {
      sum += step ? 1 : 0;
    }
    count = sum;
  }

  /**
   * Reads a mask [N, T] (1 real, 0 padding), or takes every step as real where it is null.
   *
   * @throws IllegalArgumentException for a mask of another shape
   */
  public static StepMask of(INDArray mask, int sequences, int steps) {
    if (mask != null && !Arrays.equals(mask.shape(), new long[] {sequences, steps})) {
      throw new IllegalArgumentException(
          "mask must have shape [%d, %d], was %s"
              .formatted(sequences, steps, Arrays.toString(mask.shape())));
    }
    boolean[] real = new boolean[Math.multiplyExact(sequences, steps)];
    if (mask == null) {
      Arrays.fill(real, true);
      return new StepMask(sequences, steps, real);
    }
    float[] values = mask.dup('c').data().asFloat();
    for (int row = 0; row < real.length; row++) {
      real[row] = values[row] != 0f;
    }
    return new StepMask(sequences, steps, real);
  }

  /** Sequences in the batch, N. */
  public int sequences() {
    return sequences;
  }

  /** Steps of each sequence with its padding, T. */
  public int steps() {
    return steps;
  }

  /** Rows of the batch as a matrix of steps, N * T. */
  public int rows() {
    return real.length;
  }

  /** Whether there is no padding. */
  public boolean isFull() {
    return count == real.length;
  }

  /** Whether a row is a real step. */
  public boolean isReal(int row) {
    return real[row];
  }

  /** Whether a sequence has no padding. */
  boolean isFull(int sequence) {
    for (int t = 0; t < steps; t++) {
      if (!real[sequence * steps + t]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Each row's position: how many real steps of its sequence come before it.
   *
   * <p>So padding in front does not move the positions of what follows.
   */
  public int[] positions() {
    int[] positions = new int[real.length];
    for (int n = 0; n < sequences; n++) {
      int position = 0;
      for (int row = n * steps; row < (n + 1) * steps; row++) {
        positions[row] = position;
        position += real[row] ? 1 : 0;
      }
    }
    return positions;
  }

  /** A column [N * T, 1] of ones and zeros. */
  INDArray column(DataType type) {
    double[] values = new double[real.length];
    for (int row = 0; row < real.length; row++) {
      values[row] = real[row] ? 1 : 0;
    }
    return Nd4j.createFromArray(values).reshape(real.length, 1).castTo(type);
  }

  /** Sets the padded rows of a matrix [N * T, F] in 'c' order to 0. */
  public void clearPadding(INDArray rows) {
    if (isFull()) {
      return;
    }
    if (Kernels.of(rows.dataType()) == Kernels.ONEDNN) {
      clearPadding(Address.of(rows), rows.size(1));
    } else {
      // 0 times NaN would stay NaN
      INDArray real = column(rows.dataType()).broadcast(rows.shape());
      rows.assign(Nd4jSelect.realOnly(real, rows));
    }
  }

  /** Sets the padded rows of a matrix with this many columns to 0. */
  void clearPadding(Address matrix, long columns) {
    Address run = new Address(0, 0);
    for (int row = 0; row < real.length; row++) {
      int from = row;
      while (row < real.length && !real[row]) {
        row++;
      }
      if (row > from) {
        run.set(matrix.address() + Float.BYTES * columns * from, columns * (row - from)).zero();
      }
    }
  }
}
