package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout whose choices are a function of seed and position.
 *
 * <p>Nothing is stored: the backward pass computes the same choices again, and one seed gives the
 * same choices with any kernel and any number of threads.
 *
 * @param rate share of elements set to 0, in [0, 1); the others are multiplied by 1 / (1 - rate)
 * @param seed of this layer at this training step
 */
public record Dropping(double rate, long seed) {
  /** Keeps everything. */
  public static final Dropping NONE = new Dropping(0, 0);

  private static final int BITS = 24;
  private static final int BLOCK = 4096;

  /** Checks the rate. */
  public Dropping {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), was " + rate);
    }
  }

  /** Whether nothing is dropped. */
  public boolean isNone() {
    return rate == 0;
  }

  /** Multiplies an array in 'c' order by the choices, in place. */
  public void apply(INDArray array) {
    if (isNone()) {
      return;
    }
    if (Kernels.of(array.dataType()) == Kernels.ONEDNN) {
      apply(Address.of(array), 0, array.length());
    } else {
      array.muli(multiplier(array.dataType(), array.shape()));
    }
  }

  /**
   * Multiplies {@code length} floats by the choices, in place.
   *
   * @param first position of the first float in the whole array
   */
  void apply(Address floats, long first, long length) {
    if (isNone()) {
      return;
    }
    float[] values = new float[(int) Math.min(BLOCK, length)];
    Address block = new Address(0, 0);
    for (long done = 0; done < length; done += values.length) {
      int size = (int) Math.min(values.length, length - done);
      block.set(floats.address() + Float.BYTES * done, size);
      block.get(values, 0, size);
      multiply(values, first + done, size);
      block.put(values, 0, size);
    }
  }

  /** The choices as an array of 0 and 1 / (1 - rate). */
  INDArray multiplier(DataType type, long... shape) {
    int length = Math.toIntExact(java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    float[] values = new float[length];
    java.util.Arrays.fill(values, 1f);
    multiply(values, 0, length);
    return Nd4j.createFromArray(values).castTo(type).reshape('c', shape);
  }

  private void multiply(float[] values, long first, int size) {
    int threshold = (int) Math.round(rate * (1 << BITS));
    float scale = (float) (1 / (1 - rate));
    int start = (int) first + mix((int) seed ^ mix((int) (seed >>> 32) + (int) (first >>> 32)));
    for (int i = 0; i < size; i++) {
      values[i] *= (mix(start + i) >>> (32 - BITS)) < threshold ? 0f : scale;
    }
  }

  /** The finaliser of MurmurHash3: every bit of the result depends on every bit given. */
  private static int mix(int bits) {
    int h = bits * 0x9E3779B9;
    h = (h ^ (h >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }
}
