package org.menagerie.layers.runtime;

import java.util.Arrays;
import java.util.function.Supplier;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arrays [batch, features] or [batch, features, steps] seen as matrices of one row a step.
 *
 * <p>A sequence whose features lie side by side in memory, batch by batch or step by step, is used
 * as it lies; any other is copied to [batch, steps, features].
 *
 * @param batch examples
 * @param steps steps of a sequence, 0 for feed-forward arrays
 * @param stepMajor whether rows go through all examples of a step before the next step
 */
record Rows(long batch, long steps, boolean stepMajor) {

  /** The rows of an array, in the order of its memory where that is one of the two. */
  static Rows of(INDArray array, Supplier<String> layer) {
    if (array.rank() == 2) {
      return new Rows(array.size(0), 0, false);
    }
    if (array.rank() != 3) {
      throw new DL4JInvalidInputException(
          "input must be [batch, features] or [batch, features, steps], was %s in %s"
              .formatted(Arrays.toString(array.shape()), layer.get()));
    }
    Rows stepMajor = new Rows(array.size(0), array.size(2), true);
    return stepMajor.isDense(array) ? stepMajor : new Rows(array.size(0), array.size(2), false);
  }

  /** The array as a 'c' ordered matrix [rows, features]; a copy only when its memory differs. */
  INDArray matrix(
      INDArray array,
      long features,
      ArrayType copy,
      LayerWorkspaceMgr workspaces,
      Supplier<String> layer) {
    Shapes.requireFeatures(array, features, layer);
    INDArray ordered = inRowOrder(array);
    if (!isDense(array)) {
      ordered = Ordered.copy(ordered, copy, workspaces);
    }
    return steps == 0 ? ordered : ordered.reshape('c', batch * steps, features);
  }

  /** A matrix [rows, features] in the array's own shape, without a copy. */
  INDArray array(INDArray matrix) {
    if (steps == 0) {
      return matrix;
    }
    long features = matrix.size(1);
    return stepMajor
        ? matrix.reshape('c', steps, batch, features).permute(1, 2, 0)
        : matrix.reshape('c', batch, steps, features).permute(0, 2, 1);
  }

  /** The shape of an array of these rows with this many features. */
  long[] shape(long features) {
    return steps == 0 ? new long[] {batch, features} : new long[] {batch, features, steps};
  }

  /** Which rows a mask [batch, 1] or [batch, steps] has as real; all where it is null. */
  StepMask mask(INDArray mask, Supplier<String> layer) {
    int length = (int) Math.max(1, steps);
    int examples = (int) batch;
    Shapes.requireMask(mask, examples, length, layer);
    boolean turned = stepMajor && mask != null;
    return turned
        ? StepMask.of(mask.reshape(batch, length).permute(1, 0), length, examples)
        : StepMask.of(mask, examples, length);
  }

  /** A mask [batch, 1] or [batch, steps] as a column of one weight a row. */
  INDArray weights(INDArray mask, DataType type, Supplier<String> layer) {
    long length = Math.max(1, steps);
    Shapes.requireMask(mask, batch, length, layer);
    INDArray typed = mask.castTo(type).reshape(batch, length);
    return (stepMajor ? typed.permute(1, 0) : typed).dup('c').reshape(batch * length, 1);
  }

  /** A column of one value a row, added up to one value an example [batch, 1]. */
  INDArray sumByExample(INDArray column) {
    return stepMajor
        ? column.reshape('c', steps, batch).sum(0).reshape(batch, 1)
        : column.reshape('c', batch, Math.max(1, steps)).sum(true, 1);
  }

  private INDArray inRowOrder(INDArray array) {
    if (steps == 0) {
      return array;
    }
    return stepMajor ? array.permute(2, 0, 1) : array.permute(0, 2, 1);
  }

  private boolean isDense(INDArray array) {
    return Ordered.isOrdered(inRowOrder(array));
  }
}
