package org.menagerie.search.gp;

/**
 * The Matérn kernel with smoothness 5/2 and a length for each dimension (Rasmussen and Williams,
 * 2006, equation 4.17), at variance 1.
 */
final class Matern {
  private static final double SQRT5 = Math.sqrt(5);
  private static final double HALF = 0.5; // how far a value is from not counting at all

  private final boolean[] categorical;
  private final double[] inverse;

  /**
   * A kernel.
   *
   * @param categorical dimensions in which two numbers are either the same or not
   */
  Matern(boolean[] categorical, double[] lengths) {
    this.categorical = categorical;
    this.inverse = new double[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      inverse[i] = 1 / lengths[i];
    }
  }

  /** How alike two points are, in (0, 1]; NaN marks a dimension that does not count at a point. */
  double at(double[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < inverse.length; i++) {
      double scaled = difference(a[i], b[i], categorical[i]) * inverse[i];
      squares += scaled * scaled;
    }
    double r = SQRT5 * Math.sqrt(squares);
    return (1 + r + r * r / 3) * Math.exp(-r);
  }

  private static double difference(double a, double b, boolean categorical) {
    double difference = a - b;
    if (Double.isNaN(difference)) {
      return Double.isNaN(a) && Double.isNaN(b) ? 0 : HALF;
    }
    return categorical ? (Math.abs(difference) > 1e-9 ? 1 : 0) : difference;
  }
}
