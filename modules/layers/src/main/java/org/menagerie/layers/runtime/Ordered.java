package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays as the kernels want them: of the layer's type, 'c' ordered, without gaps. */
final class Ordered {
  private Ordered() {}

  /** The array itself where it is so already, else a copy in the workspace of {@code copy}. */
  static INDArray of(INDArray array, DataType type, ArrayType copy, LayerWorkspaceMgr workspaces) {
    INDArray typed = array.castTo(type);
    return isOrdered(typed) ? typed : copy(typed, copy, workspaces);
  }

  /**
   * A 'c' ordered copy. At inference a layer's input may lie in a workspace that is closed already;
   * the copy is then needed for this pass alone.
   */
  static INDArray copy(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
    boolean closed = type == ArrayType.INPUT && !workspaces.isWorkspaceOpen(type);
    return workspaces.dup(closed ? ArrayType.FF_WORKING_MEM : type, array, 'c');
  }

  /**
   * Rows [N * T, F] whose padded ones are 0: the array itself without padding, else a copy.
   *
   * <p>Padding may hold anything; in a product NaN or infinity would reach the weights' gradients.
   */
  static INDArray withoutPadding(
      INDArray rows, StepMask mask, ArrayType copy, LayerWorkspaceMgr workspaces) {
    if (mask.isFull()) {
      return rows;
    }
    INDArray cleared = copy(rows, copy, workspaces);
    mask.clearPadding(cleared);
    return cleared;
  }

  /** Whether the elements lie one after the other in 'c' order. */
  static boolean isOrdered(INDArray array) {
    long expected = 1;
    for (int i = array.rank() - 1; i >= 0; i--) {
      if (array.size(i) != 1 && array.stride(i) != expected) {
        return false;
      }
      expected *= array.size(i);
    }
    return true;
  }
}
