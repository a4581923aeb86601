package org.menagerie.layers.kernel;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The columns of two 'f' ordered matrices [C, G] and [H, G] and a bias [G] under each other, as
 * rows [C + H + 1].
 *
 * <p>So one product with [x; h; 1] serves all three.
 */
final class JoinedRows {
  private float[] left = {};
  private float[] right = {};
  private float[] all = {};

  /** Writes the first {@code rows} columns of all to {@code into} [rows][C + H + 1]. */
  void join(INDArray input, INDArray recurrent, float[] bias, int rows, Address into) {
    int c = (int) input.size(0);
    int h = (int) recurrent.size(0);
    left = RecurrentLane.grow(left, rows * c);
    right = RecurrentLane.grow(right, rows * h);
    int columns = c + h + 1;
    all = RecurrentLane.grow(all, rows * columns);
    Address.of(input).get(left, 0, rows * c);
    Address.of(recurrent).get(right, 0, rows * h);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(left, row * c, all, row * columns, c);
      System.arraycopy(right, row * h, all, row * columns + c, h);
      all[row * columns + c + h] = bias[row];
    }
    into.put(all, 0, rows * columns);
  }

  /** Writes {@code joined} [rows][C + H] to the first {@code rows} columns of both. */
  static void split(float[] joined, int rows, INDArray input, INDArray recurrent) {
    int c = (int) input.size(0);
    int h = (int) recurrent.size(0);
    FloatBuffer w = Address.of(input).asBuffer();
    FloatBuffer r = Address.of(recurrent).asBuffer();
    for (int row = 0; row < rows; row++) {
      w.put(row * c, joined, row * (c + h), c);
      r.put(row * h, joined, row * (c + h) + c, h);
    }
  }
}
