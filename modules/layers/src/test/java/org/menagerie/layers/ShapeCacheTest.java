package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ShapeCacheTest {
  private final ShapeCache cache = new ShapeCache();

  private Object of(long[] shape, long[] stride, char order, DataType type, boolean empty) {
    return cache.createShapeInformation(shape, stride, 1, order, type, empty);
  }

  @Test
  void aShapeIsDescribedOnceAndEachDifferenceMakesAnother() {
    long[] shape = {2, 3};
    long[] rows = {3, 1};
    Object first = of(shape, rows, 'c', DataType.FLOAT, false);
    assertThat(of(shape.clone(), rows.clone(), 'c', DataType.FLOAT, false)).isSameAs(first);
    assertThat(of(shape, rows, 'c', DataType.DOUBLE, false)).isNotSameAs(first);
    assertThat(of(shape, rows, 'c', DataType.FLOAT, true)).isNotSameAs(first);
    assertThat(of(shape, new long[] {1, 2}, 'f', DataType.FLOAT, false)).isNotSameAs(first);
    assertThat(of(new long[] {3, 2}, rows, 'c', DataType.FLOAT, false)).isNotSameAs(first);
    assertThat(of(new long[] {6}, new long[] {1}, 'c', DataType.FLOAT, false)).isNotSameAs(first);
    cache.purgeCache();
    assertThat(of(shape, rows, 'c', DataType.FLOAT, false)).isNotSameAs(first);
  }

  @Test
  void arraysShareTheirDescriptionsAndKeepThem() {
    assertThat(Nd4j.getShapeInfoProvider()).isInstanceOf(ShapeCache.class);
    INDArray a = Nd4j.arange(6).castTo(DataType.FLOAT).reshape(2, 3);
    INDArray b = Nd4j.ones(DataType.FLOAT, 2, 3);
    assertThat(b.shapeInfoDataBuffer()).isSameAs(a.shapeInfoDataBuffer());
    a.close();
    b.setOrder('f');
    INDArray c = Nd4j.arange(6).castTo(DataType.FLOAT).reshape(2, 3);
    assertThat(c.ordering()).isEqualTo('c');
    assertThat(c.transpose().shape()).containsExactly(3, 2);
    assertThat(c.get(NDArrayIndex.all(), NDArrayIndex.point(1)).toFloatVector())
        .containsExactly(1, 4);
  }
}
