package org.menagerie.mlp.walkthrough;

import java.util.function.UnaryOperator;
import org.menagerie.report.page.Series;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Functions of ND4J's arrays as lines for charts. */
final class Curve {
  private Curve() {}

  /** A function at {@code points} even steps from {@code low} to {@code high}. */
  static Series of(
      String name, double low, double high, int points, UnaryOperator<INDArray> function) {
    INDArray x = Nd4j.linspace(DataType.DOUBLE, low, (high - low) / (points - 1), points);
    return Series.line(name, Check.list(x), Check.list(function.apply(x)));
  }
}
