package org.menagerie.layers.runtime;

import java.util.Arrays;
import java.util.function.Supplier;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sequences [N, F, T], or [N, F] as sequences of one step, seen as a matrix of steps.
 *
 * @param sequences N
 * @param length T
 * @param flat whether the array has no axis for steps
 */
record Steps(int sequences, int length, boolean flat) {

  /**
   * The steps of an array of this many features.
   *
   * @throws DL4JInvalidInputException for other numbers of axes or features, naming the layer
   */
  static Steps of(INDArray array, long features, Supplier<String> layer) {
    boolean flat = array.rank() == 2;
    if (!flat && array.rank() != 3) {
      throw new DL4JInvalidInputException(
          "input must be [N, F] or [N, F, T], was %s in %s"
              .formatted(Arrays.toString(array.shape()), layer.get()));
    }
    Shapes.requireFeatures(array, features, layer);
    return new Steps((int) array.size(0), flat ? 1 : (int) array.size(2), flat);
  }

  /** The shape of an array of these steps with this many features. */
  long[] shape(long features) {
    return flat ? new long[] {sequences, features} : new long[] {sequences, features, length};
  }

  /** Which steps a mask has as real; all where it is null. */
  StepMask mask(INDArray mask, Supplier<String> layer) {
    Shapes.requireMask(mask, sequences, length, layer);
    return StepMask.of(mask, sequences, length);
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
