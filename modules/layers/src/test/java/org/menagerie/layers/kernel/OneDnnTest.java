package org.menagerie.layers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class OneDnnTest {
  @Test
  void anAddressPointsAtTheFirstElementOfAView() {
    INDArray whole = Nd4j.linspace(0, 23, 24, DataType.FLOAT).reshape(4, 6);
    INDArray row = whole.get(NDArrayIndex.point(2), NDArrayIndex.all());
    assertThat(Address.of(row).get(0)).isEqualTo(12f);
  }

  @Test
  void gemmMultipliesEveryCombinationOfTransposes() {
    for (int bits = 0; bits < 4; bits++) {
      boolean ta = (bits & 1) != 0;
      boolean tb = (bits & 2) != 0;
      INDArray a = Nd4j.rand(DataType.FLOAT, ta ? new long[] {5, 3} : new long[] {3, 5});
      INDArray b = Nd4j.rand(DataType.FLOAT, tb ? new long[] {7, 5} : new long[] {5, 7});
      INDArray c = Nd4j.ones(DataType.FLOAT, 3, 7);
      INDArray expected =
          (ta ? a.transpose() : a).mmul(tb ? b.transpose() : b).add(c.mul(2)).dup('c');
      OneDnn.gemm(
          ta,
          tb,
          3,
          7,
          5,
          Address.of(a),
          ta ? 3 : 5,
          Address.of(b),
          tb ? 5 : 7,
          2f,
          Address.of(c),
          7);
      assertThat(c.equalsWithEps(expected, 1e-5)).as("transposed %s %s", ta, tb).isTrue();
    }
  }

  @Test
  void matmulAddsTheBiasBeforeTheActivation() {
    INDArray x = Nd4j.rand(DataType.FLOAT, 3, 5);
    INDArray w = Nd4j.rand(DataType.FLOAT, 5, 7).dup('f');
    INDArray b = Nd4j.rand(DataType.FLOAT, 1, 7).subi(2);
    INDArray y = Nd4j.valueArrayOf(new long[] {3, 7}, 9, DataType.FLOAT);
    INDArray expected = Nd4j.math().max(x.mmul(w).addRowVector(b), y.mul(0)).dup('c');
    assertThat(expected.minNumber().floatValue()).isZero();
    new Matmul(3, 7, 5, false, true, true, PostOps.RELU)
        .run(Address.of(x), Address.of(w), Address.of(b), Address.of(y));
    assertThat(y.equalsWithEps(expected, 1e-5)).isTrue();
  }

  @Test
  void scratchIsAlignedAndKeptWhenItIsLargeEnough() {
    Scratch scratch = new Scratch();
    long first = scratch.floats(1000).address();
    assertThat(first % 64).isZero();
    assertThat(scratch.floats(10).address()).isEqualTo(first);
  }

  @Test
  void theCacheForgetsTheLeastRecentlyUsed() {
    record Key(int n) {}
    record Entry(int n) implements AutoCloseable {
      @Override
      public void close() {}
    }
    PrimitiveCache cache = new PrimitiveCache(2);
    Entry one = cache.get(new Key(1), Entry.class, k -> new Entry(k.n()));
    Entry two = cache.get(new Key(2), Entry.class, k -> new Entry(k.n()));
    cache.get(new Key(1), Entry.class, k -> new Entry(k.n()));
    cache.get(new Key(3), Entry.class, k -> new Entry(k.n()));
    assertThat(cache.size()).isEqualTo(2);
    assertThat(cache.get(new Key(1), Entry.class, k -> new Entry(k.n()))).isSameAs(one);
    assertThat(cache.get(new Key(2), Entry.class, k -> new Entry(k.n()))).isNotSameAs(two);
  }

  @Test
  void whatAnEntryWasMadeFromIsFreedAtOnceAndTheEntryWhenItIsForgotten() {
    record Key(int n) {}
    record Entry(BytePointer memory, BytePointer description) implements AutoCloseable {
      @Override
      public void close() {
        memory.close();
      }
    }
    PrimitiveCache cache = new PrimitiveCache(1);
    Function<Key, Entry> make =
        key -> {
          BytePointer memory = new BytePointer(8);
          memory.retainReference();
          return new Entry(memory, new BytePointer(8));
        };
    Entry entry = cache.get(new Key(1), Entry.class, make);
    assertThat(entry.description().isNull()).isTrue();
    assertThat(entry.memory().isNull()).isFalse();
    cache.get(new Key(2), Entry.class, make);
    assertThat(entry.memory().isNull()).isTrue();
  }

  @Test
  void tanhIsRightToSinglePrecision() {
    for (double x = -12; x < 12; x += 1e-3) {
      assertThat(VectorMath.tanh((float) x)).isCloseTo((float) Math.tanh((float) x), offset());
    }
  }

  private static org.assertj.core.data.Offset<Float> offset() {
    return org.assertj.core.data.Offset.offset(4e-7f);
  }
}
