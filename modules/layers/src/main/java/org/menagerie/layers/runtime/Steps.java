package org.menagerie.layers.runtime;

import java.util.Arrays;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sequences [N, F, T], or [N, F] as sequences of one step, seen as a matrix of steps.
 *
 * @param sequences N
 * @param length T
 * @param flat whether the array has no axis for steps
 */
record Steps(int sequences, int length, boolean flat) {

  /** The steps of an array. */
  static Steps of(INDArray array) {
    return switch (array.rank()) {
      case 2 -> new Steps((int) array.size(0), 1, true);
      case 3 -> new Steps((int) array.size(0), (int) array.size(2), false);
      default ->
          throw new IllegalArgumentException(
              "input must be [N, F] or [N, F, T], was " + Arrays.toString(array.shape()));
    };
  }

  /** The array as [N * T, F] in 'c' order: itself if its memory is [N, T, F], else a copy. */
  INDArray rows(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
    INDArray ordered = flat ? array : array.permute(0, 2, 1);
    long features = array.size(1);
    if (!Ordered.isOrdered(ordered)) {
      INDArray copy = workspaces.createUninitialized(type, array.dataType(), ordered.shape(), 'c');
      copy.assign(ordered);
      ordered = copy;
    }
    return flat ? ordered : ordered.reshape('c', (long) sequences * length, features);
  }

  /** Rows as an array of the original form. */
  INDArray sequence(INDArray rows) {
    return flat ? rows : rows.reshape('c', sequences, length, rows.size(1)).permute(0, 2, 1);
  }
}
