package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;

/**
 * Slopes from values alone, by the five-point stencil of central differences.
 *
 * <p>Its error is of order h^4: with h = 1e-3 far below a millionth of any slope here.
 */
final class Slope {
  private static final double H = 1e-3;
  private static final double BOUND = 1e-6;
  // values of about 1 have 16 digits, so differences over 1e-3 have 12 decimals
  private static final double NOISE = 1e-12;

  private Slope() {}

  /** (f(-2h) - 8 f(-h) + 8 f(h) - f(2h)) / 12h: the slope at 0. */
  static double of(DoubleUnaryOperator shifted) {
    double sum =
        shifted.applyAsDouble(-2 * H)
            - 8 * shifted.applyAsDouble(-H)
            + 8 * shifted.applyAsDouble(H)
            - shifted.applyAsDouble(2 * H);
    return sum / (12 * H);
  }

  /**
   * Asserts a relative error below 1e-6.
   *
   * @param size of the values that were subtracted, which bounds their rounding
   */
  static void assertEqual(String what, double analytic, double numerical, double size) {
    double scale = Math.max(Math.abs(numerical), Math.abs(analytic));
    assertThat(Math.abs(analytic - numerical))
        .as("%s: numerical %s, analytic %s", what, numerical, analytic)
        .isLessThanOrEqualTo(Math.max(BOUND * scale, NOISE * Math.max(1, size)));
  }
}
