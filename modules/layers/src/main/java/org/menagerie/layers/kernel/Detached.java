package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays that outlive the workspaces of one pass. */
final class Detached {
  private Detached() {}

  /** A copy outside all workspaces, in {@code old} when its shape still fits. */
  @SuppressWarnings("try") // the scope is left on closing, nothing is read from it
  static INDArray copy(INDArray source, INDArray old) {
    if (old != null && old.equalShapes(source) && old.dataType() == source.dataType()) {
      return old.assign(source);
    }
    try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return source.dup('c');
    }
  }
}
