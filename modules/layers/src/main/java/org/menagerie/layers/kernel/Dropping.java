package org.menagerie.layers.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
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

  /** 64 KB, which are not to be made anew for arrays of some hundred floats. */
  private static final ThreadLocal<Block> BLOCK_OF_THREAD = ThreadLocal.withInitial(Block::new);

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

  /** Writes what an array is multiplied by the choices; positions are those of 'c' order. */
  public void apply(INDArray array, INDArray into) {
    if (into.ordering() == 'c' && Shape.hasDefaultStridesForShape(into)) {
      if (into != array) {
        into.assign(array);
      }
      apply(into);
    } else {
      into.assign(array.mul(multiplier(array.dataType(), array.shape())));
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
    Block block = BLOCK_OF_THREAD.get();
    Address window = new Address(0, 0);
    for (long done = 0; done < length; done += BLOCK) {
      int size = (int) Math.min(BLOCK, length - done);
      window.set(floats.address() + Float.BYTES * done, size);
      block.choose(this, first + done, size);
      block.multiply(window, size);
    }
  }

  /** Whether each of this many positions is kept. */
  public boolean[] kept(int length) {
    boolean[] kept = new boolean[length];
    if (isNone()) {
      Arrays.fill(kept, true);
      return kept;
    }
    Block block = BLOCK_OF_THREAD.get();
    for (int done = 0; done < length; done += BLOCK) {
      int size = Math.min(BLOCK, length - done);
      block.choose(this, done, size);
      for (int i = 0; i < size; i++) {
        kept[done + i] = block.factors[i] != 0;
      }
    }
    return kept;
  }

  /** The choices as an array of 0 and 1 / (1 - rate). */
  INDArray multiplier(DataType type, long... shape) {
    float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    Block block = BLOCK_OF_THREAD.get();
    for (int done = 0; done < values.length; done += BLOCK) {
      int size = Math.min(BLOCK, values.length - done);
      block.choose(this, done, size);
      block.copy(values, done, size);
    }
    return Nd4j.createFromArray(values).castTo(type).reshape('c', shape);
  }

  /**
   * The choices of one block of positions.
   *
   * <p>They are made as the bits of floats, and reinterpreted by a copy: so every loop is one that
   * the JIT vectorises.
   */
  private static final class Block {
    private final int[] bits = new int[BLOCK];
    private final float[] factors = new float[BLOCK];
    private final float[] values = new float[BLOCK];
    private final ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * BLOCK).order(ByteOrder.nativeOrder());

    void choose(Dropping dropping, long first, int size) {
      int threshold = (int) Math.round(dropping.rate * (1 << BITS));
      int scale = Float.floatToRawIntBits((float) (1 / (1 - dropping.rate)));
      int high = mix((int) (dropping.seed >>> 32) + (int) (first >>> 32));
      int start = (int) first + mix((int) dropping.seed ^ high);
      for (int i = 0; i < size; i++) {
        // all ones to keep, zero to drop
        bits[i] = ((threshold - 1 - (mix(start + i) >>> (32 - BITS))) >> 31) & scale;
      }
      bytes.asIntBuffer().put(bits, 0, size);
      bytes.asFloatBuffer().get(factors, 0, size);
    }

    void multiply(Address floats, int size) {
      floats.get(values, 0, size);
      for (int i = 0; i < size; i++) {
        values[i] *= factors[i];
      }
      floats.put(values, 0, size);
    }

    void copy(float[] target, int from, int size) {
      System.arraycopy(factors, 0, target, from, size);
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
