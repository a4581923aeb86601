package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every activation on offer is the published function, and its gradient is that function's. */
class ActivationFunctionTest {
  // on both sides of every kink (-3, -2.5, -1, 0, 1, 2.5, 3, 6), never at one
  private static final double[] POINTS = {
    -7.3, -3.1, -2.9, -2.6, -2.4, -1.7, -1.1, -0.9, -0.5, -0.2, -0.01, 0.01, 0.3, 0.6, 0.9, 1.1,
    1.4, 2.2, 2.4, 2.6, 2.9, 3.2, 5.9, 6.1, 7.7
  };
  private static final double EXACT = 1e-12;
  // ND4J holds the 0.2 of its hard sigmoid and the 0.01 of its leaky ReLU in single precision
  private static final double FLOAT_CONSTANTS = 1e-8;

  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void isThePublishedFunction(ActivationFunction function) {
    double[] computed = values(function, POINTS);
    double bound =
        switch (function) {
          case HARD_SIGMOID, LEAKY_RELU -> FLOAT_CONSTANTS;
          default -> EXACT;
        };
    for (int i = 0; i < POINTS.length; i++) {
      assertThat(computed[i])
          .as("%s(%s)", function, POINTS[i])
          .isCloseTo(published(function, POINTS[i]), within(bound));
    }
  }

  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void gradientIsTheFunctionsSlope(ActivationFunction function) {
    double[] analytic = slopes(function, POINTS);
    for (int i = 0; i < POINTS.length; i++) {
      double x = POINTS[i];
      double numerical = Slope.of(shift -> values(function, new double[] {x + shift})[0]);
      Slope.assertEqual(function + "'(" + x + ")", analytic[i], numerical, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void staysFiniteFarFromZero(ActivationFunction function) {
    double[] far = {-1e4, -800, -50, 50, 800, 1e4};
    assertThat(values(function, far)).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(slopes(function, far)).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
  }

  /** The textbook's formula, in plain Java. */
  private static double published(ActivationFunction function, double x) {
    return switch (function) {
      case IDENTITY -> x;
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case HARD_SIGMOID -> Math.min(1, Math.max(0, 0.2 * x + 0.5)); // as in Theano and Keras
      case TANH -> Math.tanh(x);
      case HARD_TANH -> Math.min(1, Math.max(-1, x));
      case RELU -> Math.max(0, x);
      case RELU6 -> Math.min(6, Math.max(0, x));
      case LEAKY_RELU -> x > 0 ? x : 0.01 * x; // Maas et al., 2013
      case ELU -> x > 0 ? x : Math.expm1(x); // Clevert et al., 2016, alpha 1
      case SELU -> // Klambauer et al., 2017
          1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
      case GELU -> // Hendrycks and Gimpel, 2016
          x * (1 + Erf.erf(x / Math.sqrt(2))) / 2;
      case SWISH -> x / (1 + Math.exp(-x)); // Ramachandran et al., 2017
      case MISH -> x * Math.tanh(Math.log1p(Math.exp(x))); // Misra, 2019
      case SOFTPLUS -> Math.log1p(Math.exp(x));
      case SOFTSIGN -> x / (1 + Math.abs(x));
    };
  }

  private static double[] values(ActivationFunction function, double[] at) {
    return function.dl4j().getActivation(row(at), false).toDoubleVector();
  }

  private static double[] slopes(ActivationFunction function, double[] at) {
    INDArray ones = Nd4j.ones(DataType.DOUBLE, 1, at.length);
    return function.dl4j().backprop(row(at), ones).getFirst().toDoubleVector();
  }

  private static INDArray row(double[] values) {
    return Nd4j.createFromArray(values).reshape(1, values.length);
  }
}
