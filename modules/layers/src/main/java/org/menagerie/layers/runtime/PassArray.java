package org.menagerie.layers.runtime;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix that a layer writes in every pass; where it is small and shall be kept, the same array
 * each time.
 *
 * <p>An array in a workspace takes no memory of its own, but ND4J makes a native object for it all
 * the same, which the garbage collector has to find again and a thread beside the loop to free: a
 * good part of the work of a small network's step.
 *
 * <p>The array is given out once for each time that its workspace is opened. Who asks twice in a
 * row before the workspace is closed gets another one.
 */
final class PassArray {
  private static final int MOST_VALUES = 1 << 14; // the work on larger ones is greater by far
  private static final int MOST_SHAPES = 4; // of batches and last batches

  private final ArrayType type;
  private final List<INDArray> kept = new ArrayList<>(MOST_SHAPES);
  private boolean keeps;
  private long given = -1; // the workspace's generation

  /** Arrays of this type; any other is made in its own workspace. */
  PassArray(ArrayType type) {
    this.type = type;
  }

  /** Keeps arrays from now on. */
  void keep() {
    keeps = true;
  }

  /** A 'c' ordered matrix whose contents are undefined. */
  INDArray get(
      ArrayType wanted, DataType dataType, long rows, long columns, LayerWorkspaceMgr workspaces) {
    boolean small = rows * columns <= MOST_VALUES;
    if (keeps && small && wanted == type && isOpen(workspaces) && isFirst(workspaces)) {
      INDArray array = kept(dataType, rows, columns);
      if (array != null) {
        return array;
      }
    }
    return workspaces.createUninitialized(wanted, dataType, rows, columns);
  }

  private boolean isOpen(LayerWorkspaceMgr workspaces) {
    return workspaces.hasConfiguration(type)
        && !workspaces.isScopedOut(type)
        && workspaces.isWorkspaceOpen(type)
        && (type != ArrayType.ACTIVATIONS || isTraining(workspaces));
  }

  /**
   * Only in a training step do a graph's activations stay where they are. At inference a vertex
   * that hands on its input, or works in place, relies on a copy from one workspace to the next.
   */
  private static boolean isTraining(LayerWorkspaceMgr workspaces) {
    return KeepsArrays.WORKSPACE.equals(workspaces.getWorkspaceName(ArrayType.ACTIVATIONS));
  }

  private boolean isFirst(LayerWorkspaceMgr workspaces) {
    String name = workspaces.getWorkspaceName(type);
    long generation =
        Nd4j.getWorkspaceManager().getWorkspaceForCurrentThread(name).getGenerationId();
    boolean first = generation != given;
    given = generation;
    return first;
  }

  private INDArray kept(DataType dataType, long rows, long columns) {
    for (INDArray array : kept) {
      if (array.size(0) == rows && array.size(1) == columns && array.dataType() == dataType) {
        return array;
      }
    }
    if (kept.size() == MOST_SHAPES) {
      return null; // of lengths that change all the time
    }
    INDArray array = Nd4j.createUninitializedDetached(dataType, 'c', rows, columns);
    kept.add(array);
    return array;
  }
}
