package org.menagerie.mlp.walkthrough;

import java.util.function.DoubleUnaryOperator;
import org.menagerie.core.ActivationFunction;

/**
 * What a textbook says about an activation.
 *
 * @param formula of the value, in the notation of {@link org.menagerie.report.page.Formula}
 * @param slopeFormula of the derivative
 * @param range of the values
 */
record ActivationFacts(
    String formula,
    String slopeFormula,
    String range,
    DoubleUnaryOperator value,
    DoubleUnaryOperator slope) {
  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double GELU_SCALE = Math.sqrt(2 / Math.PI);

  /** The facts about one function. */
  static ActivationFacts of(ActivationFunction function) {
    return switch (function) {
      case IDENTITY -> facts("x", "1", "(-∞, ∞)", x -> x, x -> 1);
      case SIGMOID ->
          facts(
              "σ(x) = 1 / (1 + e^{-x})",
              "σ(x) (1 - σ(x))",
              "(0, 1)",
              ActivationFacts::sigmoid,
              x -> sigmoid(x) * (1 - sigmoid(x)));
      case HARD_SIGMOID ->
          facts(
              "min(1, max(0, 0.2 x + 0.5))",
              "0.2 \" where \" |x| < 2.5 \", else \" 0",
              "[0, 1]",
              x -> Math.min(1, Math.max(0, 0.2 * x + 0.5)),
              x -> Math.abs(x) < 2.5 ? 0.2 : 0);
      case TANH ->
          facts(
              "(e^x - e^{-x}) / (e^x + e^{-x})",
              "1 - tanh(x)^2",
              "(-1, 1)",
              Math::tanh,
              x -> 1 - Math.tanh(x) * Math.tanh(x));
      case HARD_TANH ->
          facts(
              "min(1, max(-1, x))",
              "1 \" where \" |x| < 1 \", else \" 0",
              "[-1, 1]",
              x -> Math.min(1, Math.max(-1, x)),
              x -> Math.abs(x) < 1 ? 1 : 0);
      case RELU ->
          facts(
              "max(0, x)",
              "1 \" where \" x > 0 \", else \" 0",
              "[0, ∞)",
              x -> Math.max(0, x),
              x -> x > 0 ? 1 : 0);
      case RELU6 ->
          facts(
              "min(6, max(0, x))",
              "1 \" where \" 0 < x < 6 \", else \" 0",
              "[0, 6]",
              x -> Math.min(6, Math.max(0, x)),
              x -> x > 0 && x < 6 ? 1 : 0);
      case LEAKY_RELU ->
          facts(
              "max(0.01 x, x)",
              "1 \" where \" x > 0 \", else \" 0.01",
              "(-∞, ∞)",
              x -> Math.max(0.01 * x, x),
              x -> x > 0 ? 1 : 0.01);
      default -> smooth(function);
    };
  }

  private static ActivationFacts smooth(ActivationFunction function) {
    return switch (function) {
      case ELU ->
          facts(
              "x \" where \" x > 0 \", else \" e^x - 1",
              "1 \" where \" x > 0 \", else \" e^x",
              "(-1, ∞)",
              x -> x > 0 ? x : Math.expm1(x),
              x -> x > 0 ? 1 : Math.exp(x));
      case SELU ->
          facts(
              "1.0507 x \" where \" x > 0 \", else \" 1.7581 (e^x - 1)",
              "1.0507 \" where \" x > 0 \", else \" 1.7581 e^x",
              "(-1.7581, ∞)",
              x -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
              x -> SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x)));
      case GELU ->
          facts(
              "x / 2 (1 + tanh(u)), u = sqrt(2 / π) (x + 0.044715 x^3)",
              "(1 + tanh(u)) / 2 + x / 2 (1 - tanh(u)^2) u'",
              "[-0.17, ∞)",
              x -> 0.5 * x * (1 + Math.tanh(bend(x))),
              ActivationFacts::geluSlope);
      case SWISH ->
          facts(
              "x σ(x)",
              "σ(x) + x σ(x) (1 - σ(x))",
              "[-0.278, ∞)",
              x -> x * sigmoid(x),
              x -> sigmoid(x) * (1 + x * (1 - sigmoid(x))));
      case MISH ->
          facts(
              "x tanh(s), s = log(1 + e^x)",
              "tanh(s) + x (1 - tanh(s)^2) σ(x)",
              "[-0.309, ∞)",
              x -> x * Math.tanh(softplus(x)),
              x -> {
                double t = Math.tanh(softplus(x));
                return t + x * (1 - t * t) * sigmoid(x);
              });
      case SOFTPLUS ->
          facts(
              "log(1 + e^x)",
              "σ(x)",
              "(0, ∞)",
              ActivationFacts::softplus,
              ActivationFacts::sigmoid);
      case SOFTSIGN ->
          facts(
              "x / (1 + |x|)",
              "1 / (1 + |x|)^2",
              "(-1, 1)",
              x -> x / (1 + Math.abs(x)),
              x -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x))));
      default -> throw new IllegalStateException("no facts about " + function);
    };
  }

  private static ActivationFacts facts(
      String formula,
      String slopeFormula,
      String range,
      DoubleUnaryOperator value,
      DoubleUnaryOperator slope) {
    return new ActivationFacts(formula, slopeFormula, range, value, slope);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    return Math.log1p(Math.exp(x));
  }

  private static double bend(double x) {
    return GELU_SCALE * (x + 0.044715 * x * x * x);
  }

  private static double geluSlope(double x) {
    double t = Math.tanh(bend(x));
    return (1 + t) / 2 + x / 2 * (1 - t * t) * GELU_SCALE * (1 + 3 * 0.044715 * x * x);
  }
}
