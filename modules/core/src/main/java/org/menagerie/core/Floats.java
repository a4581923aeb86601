package org.menagerie.core;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Numbers of ND4J's arrays as Java's. */
public final class Floats {
  private Floats() {}

  /** A matrix's rows. ND4J's own {@code toFloatMatrix} makes an array of each row first. */
  public static float[][] rows(INDArray matrix) {
    if (matrix.isEmpty()) {
      return new float[0][];
    }
    float[] all = values(matrix);
    int width = (int) matrix.size(1);
    float[][] rows = new float[(int) matrix.size(0)][];
    Arrays.setAll(rows, row -> Arrays.copyOfRange(all, row * width, (row + 1) * width));
    return rows;
  }

  private static float[] values(INDArray matrix) {
    boolean plain = matrix.ordering() == 'c' && matrix.length() == matrix.data().length();
    return (plain ? matrix : matrix.dup('c')).data().asFloat();
  }

  /** Index of the largest value, the first of equal ones. */
  public static int largest(float... values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
