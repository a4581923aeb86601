package org.menagerie.layers.kernel;

import org.bytedeco.javacpp.BytePointer;

/**
 * A native buffer that grows and is used again; its contents are undefined after {@link #floats}.
 *
 * <p>Freed with the kernel that owns it. Not safe for use by two threads at once.
 */
final class Scratch {
  /** oneDNN is fastest on whole cache lines, and vector loads never straddle two of them. */
  private static final int ALIGNMENT = 64;

  private BytePointer memory;
  private Address start = new Address(0, 0);

  /** Room for at least {@code length} floats, at an address that is a multiple of 64. */
  Address floats(long length) {
    if (length > start.capacity()) {
      if (memory != null) {
        memory.close();
      }
      memory = new BytePointer(Float.BYTES * length + ALIGNMENT);
      long aligned = (memory.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      start = new Address(aligned, length);
    }
    return new Address(start.address(), length);
  }

  /** Room for at least this many bytes, for formats that oneDNN chooses. */
  Address bytes(long length) {
    return floats((length + Float.BYTES - 1) / Float.BYTES);
  }
}
