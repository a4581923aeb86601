package org.menagerie.layers.kernel;

import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes arrays that outlive the workspace that is open: a layer's state and what backward needs.
 */
final class OutOfWorkspaces {
  private OutOfWorkspaces() {}

  /** The supplier's result; arrays made on the way are the garbage collector's. */
  @SuppressWarnings("try") // the scope is left by closing it and needs no call besides
  static <T> T call(Supplier<T> make) {
    try (MemoryWorkspace scope = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return make.get();
    }
  }

  /** As {@link #call}, without a result. */
  static void run(Runnable task) {
    call(
        () -> {
          task.run();
          return true;
        });
  }
}
