package org.menagerie.mlp.walkthrough;

import java.util.Arrays;
import java.util.List;
import org.menagerie.report.page.Numbers;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A quantity computed twice.
 *
 * @param formula in the notation of {@link org.menagerie.report.page.Formula}
 * @param byHand by the formula, step by step
 * @param byLibrary by Deeplearning4j
 * @param columns of a matrix; 0 for what is none
 * @param tolerance largest difference, relative to values above 1
 */
record Check(
    String quantity,
    String formula,
    List<Double> byHand,
    List<Double> byLibrary,
    int columns,
    double tolerance) {
  /** For computations in double precision of a few hundred operations. */
  static final double EXACT = 1e-9;

  /** A check of two arrays, row by row, whatever their shapes. */
  static Check of(String quantity, String formula, INDArray byHand, INDArray byLibrary) {
    boolean matrix = byHand.rank() == 2 && byHand.rows() > 1 && byHand.columns() > 1;
    int columns = matrix ? byHand.columns() : 0;
    return new Check(quantity, formula, list(byHand), list(byLibrary), columns, EXACT);
  }

  /** A check of two numbers. */
  static Check of(String quantity, String formula, double byHand, double byLibrary) {
    return new Check(quantity, formula, List.of(byHand), List.of(byLibrary), 0, EXACT);
  }

  /** The same check with another tolerance. */
  Check within(double other) {
    return new Check(quantity, formula, byHand, byLibrary, columns, other);
  }

  /** The values by hand as a reader wants them. */
  String byHandText() {
    return text(byHand);
  }

  /** Deeplearning4j's values as a reader wants them. */
  String byLibraryText() {
    return text(byLibrary);
  }

  private String text(List<Double> values) {
    return columns == 0 ? Numbers.text(values) : Numbers.text(values, columns);
  }

  /** Whether all values agree within the tolerance. */
  boolean agrees() {
    return byHand.size() == byLibrary.size() && difference() <= tolerance;
  }

  /** The largest difference, relative to values above 1. */
  double difference() {
    double largest = 0;
    for (int i = 0; i < Math.min(byHand.size(), byLibrary.size()); i++) {
      largest = Math.max(largest, difference(byHand.get(i), byLibrary.get(i)));
    }
    return largest;
  }

  // equal infinities agree; whatever is not a number does not
  private static double difference(double a, double b) {
    double difference = a == b ? 0 : Math.abs(a - b) / Math.max(1, Math.abs(a));
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  /** The entries of an array, row by row. */
  static List<Double> list(INDArray array) {
    return Arrays.stream(array.dup('c').reshape(array.length()).toDoubleVector()).boxed().toList();
  }
}
