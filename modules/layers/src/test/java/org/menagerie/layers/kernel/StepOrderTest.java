package org.menagerie.layers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

class StepOrderTest {
  private static final long[] SHAPE = {5, 3, 7};

  @Test
  void everyOrderOfStepsGivesTheSameValues() {
    INDArray rows = Nd4j.rand(DataType.FLOAT, SHAPE).dup('c');
    INDArray stepsFirst = Nd4j.rand(DataType.FLOAT, 5, 7, 3).dup('c').permute(0, 2, 1);
    INDArray part = Nd4j.rand(DataType.FLOAT, 9, 6, 14).dup('c').get(part(5), part(3), part(7));
    for (INDArray sequence : new INDArray[] {rows, stepsFirst, part}) {
      INDArray ordered = StepOrder.of(sequence, StepOrderTest::room);
      assertThat(ordered.stride()).containsExactly(1, 5, 15);
      assertThat(ordered).isEqualTo(sequence);
    }
  }

  @Test
  void someExamplesAreCopiedAlone() {
    INDArray rows = Nd4j.rand(DataType.FLOAT, 9, 3, 7).dup('c');
    INDArray some = room();
    StepOrder.copy(rows, 2, 5, Address.of(some));
    assertThat(some)
        .isEqualTo(rows.get(NDArrayIndex.interval(2, 7), NDArrayIndex.all(), NDArrayIndex.all()));
  }

  @Test
  void stepsThatLieInOrderAreNotCopied() {
    INDArray ordered = Nd4j.rand(DataType.FLOAT, SHAPE).dup('f');
    INDArray doubles = Nd4j.rand(DataType.DOUBLE, SHAPE).dup('c');
    Supplier<INDArray> none = () -> null;
    assertThat(StepOrder.of(ordered, none)).isSameAs(ordered);
    assertThat(StepOrder.of(doubles, none)).isSameAs(doubles);
  }

  private static INDArrayIndex part(long size) {
    return NDArrayIndex.interval(1, 1 + size);
  }

  private static INDArray room() {
    return Nd4j.createUninitialized(DataType.FLOAT, SHAPE, 'f');
  }
}
