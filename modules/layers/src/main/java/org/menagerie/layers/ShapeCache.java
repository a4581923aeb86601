package org.menagerie.layers;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.BaseShapeInfoProvider;

/**
 * The descriptions of arrays' shapes, each made once. ND4J 1.0.0-M2.1 means to keep them too, but
 * its provider for CPUs overrides a method that arrays no longer call, so that every array, views
 * included, makes two native objects more, which the garbage collector has to find again.
 *
 * <p>What is kept are views of native memory that ND4J itself never frees.
 */
public final class ShapeCache extends BaseShapeInfoProvider {
  /** The property of ND4J that names the provider, read as ND4J starts. */
  public static final String PROPERTY = "shapeinfoprovider";

  private static final int MOST = 20_000; // lengths of sequences may differ without end

  private final Map<Key, Pair<DataBuffer, long[]>> known = new ConcurrentHashMap<>();

  /** A provider without shapes. */
  public ShapeCache() {
    // ND4J creates it by name
  }

  private static final class Key {
    private final long[] values;
    private final int hash;

    Key(long[] shape, long[] stride, long... rest) {
      values = new long[shape.length + stride.length + rest.length];
      System.arraycopy(shape, 0, values, 0, shape.length);
      System.arraycopy(stride, 0, values, shape.length, stride.length);
      System.arraycopy(rest, 0, values, shape.length + stride.length, rest.length);
      hash = Arrays.hashCode(values);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(values, key.values);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  @Override
  public Pair<DataBuffer, long[]> createShapeInformation(
      long[] shape,
      long[] stride,
      long elementWiseStride,
      char order,
      DataType type,
      boolean empty) {
    return find(
        new Key(shape, stride, elementWiseStride, order, type.toInt(), empty ? 1 : 0),
        () -> super.createShapeInformation(shape, stride, elementWiseStride, order, type, empty));
  }

  @Override
  public Pair<DataBuffer, long[]> createShapeInformation(
      long[] shape, long[] stride, long elementWiseStride, char order, long extras) {
    return find(
        new Key(shape, stride, elementWiseStride, order, extras),
        () -> super.createShapeInformation(shape, stride, elementWiseStride, order, extras));
  }

  private Pair<DataBuffer, long[]> find(Key key, Supplier<Pair<DataBuffer, long[]>> maker) {
    Pair<DataBuffer, long[]> found = known.get(key);
    if (found != null) {
      return found;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    Pair<DataBuffer, long[]> made = maker.get();
    known.put(key, made);
    return made;
  }

  @Override
  public void purgeCache() {
    known.clear();
  }
}
