package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares arrays relative to their largest value. */
public final class Near {
  private Near() {}

  /** Asserts equal shapes and max |a - b| at most {@code bound} times max |b|. */
  public static void assertNear(INDArray actual, INDArray expected, double bound, String what) {
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    INDArray a = actual.castTo(DataType.DOUBLE);
    INDArray e = expected.castTo(DataType.DOUBLE);
    double scale = e.amaxNumber().doubleValue();
    assertThat(a.sub(e).amaxNumber().doubleValue())
        .as("%s, scale %g", what, scale)
        .isLessThanOrEqualTo(bound * Math.max(scale, 1e-6));
  }
}
