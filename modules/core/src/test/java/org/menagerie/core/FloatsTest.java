package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FloatsTest {

  @Test
  void rowsAreThoseOfTheMatrixHoweverItLiesInMemory() {
    INDArray wide = Nd4j.create(new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
    assertThat(Floats.rows(wide)).isDeepEqualTo(new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
    assertThat(Floats.rows(wide.transpose()))
        .isDeepEqualTo(new float[][] {{1, 5}, {2, 6}, {3, 7}, {4, 8}});
    assertThat(Floats.rows(wide.dup('f')))
        .isDeepEqualTo(new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
    assertThat(Floats.rows(wide.getRows(1))).isDeepEqualTo(new float[][] {{5, 6, 7, 8}});
    INDArray view = wide.reshape(4, 2).getRow(2).reshape(1, 2);
    assertThat(Floats.rows(view)).isDeepEqualTo(new float[][] {{5, 6}});
  }
}
