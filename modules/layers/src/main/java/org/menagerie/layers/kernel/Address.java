package org.menagerie.layers.kernel;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A float pointer that can be set to any address, and keeps the array it was made from.
 *
 * <p>Offsets are added to the address, because native calls given a pointer whose JavaCPP position
 * is not 0 returned silently wrong results.
 */
final class Address extends FloatPointer {
  // keeps the memory alive while native code works on it; null where somebody else does
  private Object owner;

  /** A pointer to {@code length} floats at {@code address}. */
  Address(long address, long length) {
    super((Pointer) null);
    set(address, length);
  }

  /** A pointer to the first element of a FLOAT array, views included. */
  static Address of(INDArray array) {
    Address pointer = new Address(address(array), array.length());
    pointer.owner = array;
    return pointer;
  }

  /** The address of the first element of a FLOAT array, views included. */
  static long address(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException("array must be FLOAT, was " + array.dataType());
    }
    return array.data().address() + Float.BYTES * array.offset();
  }

  /** Moves this pointer; saves an object where a loop visits many addresses. */
  Address set(long newAddress, long length) {
    address = newAddress;
    limit = length;
    capacity = length;
    return this;
  }

  /** A pointer {@code floats} elements further on. */
  Address plus(long floats) {
    Address further = new Address(address + Float.BYTES * floats, limit - floats);
    further.owner = owner;
    return further;
  }

  /** Copies {@code floats} elements from another address; the two must not overlap. */
  void copyFrom(Address source, long floats) {
    try {
      Pointer.memcpy(this, source, Float.BYTES * floats);
    } finally {
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(source);
    }
  }
}
