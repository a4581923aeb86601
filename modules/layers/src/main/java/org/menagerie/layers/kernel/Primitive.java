package org.menagerie.layers.kernel;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.javacpp.Pointer;

/**
 * A oneDNN primitive with its arguments, run on addresses given at each call.
 *
 * <p>Belongs to the thread that made it: oneDNN's scratchpad is per thread.
 */
final class Primitive implements AutoCloseable {
  private final primitive operation;
  private final IntMemoryMap arguments = kept(new IntMemoryMap());
  private final List<memory> memories = new ArrayList<>();
  private final Address pointer = new Address(0, 0);
  private final long[] bytes;

  /**
   * Binds a primitive to its arguments.
   *
   * @param operation the primitive, owned from now on
   * @param argumentIds oneDNN's {@code DNNL_ARG_…}
   * @param descriptors the layout of each argument, in the same order
   */
  Primitive(primitive operation, int[] argumentIds, memory.desc... descriptors) {
    this.operation = kept(operation);
    bytes = new long[descriptors.length];
    for (int i = 0; i < descriptors.length; i++) {
      memory argument = kept(new memory(descriptors[i], OneDnn.engine(), pointer));
      memories.add(argument);
      arguments.put(argumentIds[i], argument);
      bytes[i] = descriptors[i].get_size();
    }
  }

  /** Runs on arrays at these addresses, in the order of the arguments. */
  void run(Pointer... addresses) {
    for (int i = 0; i < addresses.length; i++) {
      memories.get(i).set_data_handle(addresses[i]);
    }
    try {
      operation.execute(OneDnn.stream(), arguments);
    } finally {
      Reference.reachabilityFence(addresses); // they keep the arrays behind them
    }
  }

  /** The bytes that an argument takes, for formats that oneDNN chooses. */
  long bytes(int argument) {
    return bytes[argument];
  }

  /** Outlives the scope that {@link PrimitiveCache} makes it in, until it is closed. */
  private static <P extends Pointer> P kept(P pointer) {
    pointer.retainReference();
    return pointer;
  }

  @Override
  public void close() {
    arguments.close();
    memories.forEach(Pointer::close);
    operation.close();
  }
}
