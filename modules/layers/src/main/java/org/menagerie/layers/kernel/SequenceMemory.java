package org.menagerie.layers.kernel;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Bulk access to a FLOAT array [N, F, T] of any strides, in blocks of [F][n] for a range of n.
 *
 * <p>An 'f' ordered array consists of such blocks and is copied as it lies. An array [N, F] is one
 * step.
 */
final class SequenceMemory {
  /** Examples that are turned together: two cache lines of each feature. */
  private static final int TILE = 32;

  private final INDArray owner; // keeps the memory while it is read through its address
  private final FloatBuffer floats;
  private final int batch;
  private final int features;
  private final int steps;
  private final int exampleStride;
  private final int featureStride;
  private final int stepStride;

  private SequenceMemory(INDArray array, long features, long steps, long[] strides) {
    owner = array;
    batch = (int) array.size(0);
    this.features = (int) features;
    this.steps = (int) steps;
    exampleStride = batch == 1 ? 1 : (int) strides[0];
    featureStride = features == 1 ? batch : (int) strides[1];
    stepStride = (int) strides[2];
    long last =
        (batch - 1L) * exampleStride + (features - 1) * featureStride + (steps - 1) * stepStride;
    floats = new Address(Address.address(array), last + 1).asBuffer();
  }

  /** Of an array [N, F, T] or [N, F]. */
  static SequenceMemory of(INDArray array) {
    boolean sequence = array.rank() == 3;
    long[] strides = {array.stride(0), array.stride(1), sequence ? array.stride(2) : 0};
    return new SequenceMemory(array, array.size(1), sequence ? array.size(2) : 1, strides);
  }

  /** Of an array [N, T], as one feature a step. */
  static SequenceMemory ofSteps(INDArray array) {
    long[] strides = {array.stride(0), 0, array.stride(1)};
    return new SequenceMemory(array, 1, array.size(1), strides);
  }

  /** Copies examples {@code first} to {@code first + count} to {@code into} as [T][F][count]. */
  void gather(int first, int count, float[] into) {
    try {
      if (exampleStride == 1) {
        for (int t = 0; t < steps; t++) {
          read(t, first, count, into, t * features * count);
        }
      } else {
        turn(featureStride == 1, first, count, into);
      }
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  /** Whether each step lies in one piece as [F][N], as in 'f' ordered arrays. */
  boolean isInSteps() {
    return exampleStride == 1 && featureStride == batch;
  }

  /** Copies a part of a step of all examples, [F][N]; only of memory in steps. */
  void readStep(int step, int first, int count, float[] into) {
    try {
      floats.get(step * stepStride + first, into, 0, count);
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  /** Writes a block [F][count] of one step; the array must be 'f' ordered within a step. */
  void write(int step, int first, int count, float[] from) {
    int start = step * stepStride + first;
    try {
      if (count == batch && featureStride == batch) {
        floats.put(start, from, 0, features * count);
        return;
      }
      for (int f = 0; f < features; f++) {
        floats.put(start + f * featureStride, from, f * count, count);
      }
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  private void read(int step, int first, int count, float[] into, int offset) {
    int start = step * stepStride + first;
    if (count == batch && featureStride == batch) {
      floats.get(start, into, offset, features * count);
      return;
    }
    for (int f = 0; f < features; f++) {
      floats.get(start + f * featureStride, into, offset + f * count, count);
    }
  }

  /** Copies runs of one example, along its features or its steps, and turns a tile at a time. */
  private void turn(boolean alongFeatures, int first, int count, float[] into) {
    int length = alongFeatures ? features : steps;
    int stride = alongFeatures ? featureStride : stepStride;
    int runs = alongFeatures ? steps : features;
    int runStride = alongFeatures ? stepStride : featureStride;
    int runTo = alongFeatures ? features * count : count;
    int elementTo = alongFeatures ? count : features * count;
    float[] tile = new float[Math.min(TILE, count) * length];
    for (int run = 0; run < runs; run++) {
      for (int n = 0; n < count; n += TILE) {
        int examples = Math.min(TILE, count - n);
        for (int i = 0; i < examples; i++) {
          int start = (first + n + i) * exampleStride + run * runStride;
          readRun(start, stride, tile, i * length, length);
        }
        turn(tile, examples, length, into, run * runTo + n, elementTo);
      }
    }
  }

  private void readRun(int start, int stride, float[] into, int offset, int length) {
    if (stride == 1) {
      floats.get(start, into, offset, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      into[offset + i] = floats.get(start + i * stride);
    }
  }

  /** Writes [examples][length] as lines of {@code examples}, {@code stride} elements apart. */
  private static void turn(
      float[] tile, int examples, int length, float[] into, int start, int stride) {
    for (int i = 0; i < length; i++) {
      int to = start + i * stride;
      for (int n = 0; n < examples; n++) {
        into[to + n] = tile[n * length + i];
      }
    }
  }
}
