package org.menagerie.mlp.walkthrough;

import java.util.function.UnaryOperator;
import org.menagerie.core.ActivationFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What a textbook says about an activation, in elementary steps of ND4J.
 *
 * @param formula of the value, in the notation of {@link org.menagerie.report.page.Formula}
 * @param slopeFormula of the derivative
 * @param range of the values
 */
record ActivationFacts(
    String formula,
    String slopeFormula,
    String range,
    UnaryOperator<INDArray> value,
    UnaryOperator<INDArray> slope) {
  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  /** The facts about one function. */
  static ActivationFacts of(ActivationFunction function) {
    return switch (function) {
      case IDENTITY -> facts("x", "1", "(-∞, ∞)", x -> x, x -> x.mul(0).addi(1));
      case SIGMOID ->
          facts(
              "σ(x) = 1 / (1 + e^{-x})",
              "σ(x) (1 - σ(x))",
              "(0, 1)",
              ActivationFacts::sigmoid,
              x -> sigmoid(x).muli(sigmoid(x).rsubi(1)));
      case HARD_SIGMOID ->
          facts(
              "min(1, max(0, 0.2 x + 0.5))",
              "0.2 \" where \" |x| < 2.5 \", else \" 0",
              "[0, 1]",
              x -> between(0, 1, x.mul(0.2).addi(0.5)),
              x -> within(2.5, x).muli(0.2));
      case TANH ->
          facts(
              "(e^x - e^{-x}) / (e^x + e^{-x})",
              "1 - tanh(x)^2",
              "(-1, 1)",
              ActivationFacts::tanh,
              ActivationFacts::tanhSlope);
      case HARD_TANH ->
          facts(
              "min(1, max(-1, x))",
              "1 \" where \" |x| < 1 \", else \" 0",
              "[-1, 1]",
              x -> between(-1, 1, x),
              x -> within(1, x));
      case RELU ->
          facts(
              "max(0, x)",
              "1 \" where \" x > 0 \", else \" 0",
              "[0, ∞)",
              x -> Transforms.max(x, 0),
              ActivationFacts::positive);
      case RELU6 ->
          facts(
              "min(6, max(0, x))",
              "1 \" where \" 0 < x < 6 \", else \" 0",
              "[0, 6]",
              x -> between(0, 6, x),
              x -> within(3, x.sub(3)));
      case LEAKY_RELU ->
          facts(
              "max(0.01 x, x)",
              "1 \" where \" x > 0 \", else \" 0.01",
              "(-∞, ∞)",
              x -> Transforms.max(x.mul(0.01), x),
              x -> positive(x).muli(0.99).addi(0.01));
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
              x -> Transforms.max(x, 0).addi(fallen(x)),
              x -> fallen(x).addi(1));
      case SELU ->
          facts(
              "1.0507 x \" where \" x > 0 \", else \" 1.7581 (e^x - 1)",
              "1.0507 \" where \" x > 0 \", else \" 1.7581 e^x",
              "(-1.7581, ∞)",
              x -> Transforms.max(x, 0).addi(fallen(x).muli(SELU_ALPHA)).muli(SELU_SCALE),
              ActivationFacts::seluSlope);
      case GELU ->
          facts(
              "x Φ(x), Φ(x) = (1 + erf(x / sqrt(2))) / 2",
              "Φ(x) + x e^(-x^2 / 2) / sqrt(2 π)",
              "[-0.17, ∞)",
              x -> normal(x).muli(x),
              ActivationFacts::geluSlope);
      case SWISH ->
          facts(
              "x σ(x)",
              "σ(x) + x σ(x) (1 - σ(x))",
              "[-0.278, ∞)",
              x -> sigmoid(x).muli(x),
              x -> sigmoid(x).rsubi(1).muli(x).addi(1).muli(sigmoid(x)));
      case MISH ->
          facts(
              "x tanh(s), s = log(1 + e^x)",
              "tanh(s) + x (1 - tanh(s)^2) σ(x)",
              "[-0.309, ∞)",
              x -> tanh(softplus(x)).muli(x),
              x -> tanhSlope(softplus(x)).muli(x).muli(sigmoid(x)).addi(tanh(softplus(x))));
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
              x -> x.div(size(x).addi(1)),
              x -> Transforms.pow(size(x).addi(1), -2));
      default -> throw new IllegalStateException("no facts about " + function);
    };
  }

  private static ActivationFacts facts(
      String formula,
      String slopeFormula,
      String range,
      UnaryOperator<INDArray> value,
      UnaryOperator<INDArray> slope) {
    return new ActivationFacts(formula, slopeFormula, range, value, slope);
  }

  private static INDArray sigmoid(INDArray x) {
    return exp(x.neg()).addi(1).rdivi(1);
  }

  private static INDArray tanh(INDArray x) {
    INDArray up = exp(x);
    INDArray down = exp(x.neg());
    return up.sub(down).divi(up.add(down));
  }

  private static INDArray tanhSlope(INDArray x) {
    INDArray t = tanh(x);
    return t.mul(t).rsubi(1);
  }

  private static INDArray softplus(INDArray x) {
    return Transforms.log(exp(x).addi(1), false);
  }

  private static INDArray exp(INDArray x) {
    return Transforms.exp(x, true);
  }

  private static INDArray size(INDArray x) {
    return Transforms.abs(x, true);
  }

  private static INDArray between(double low, double high, INDArray x) {
    return Transforms.min(Transforms.max(x, low), high);
  }

  /** 1 where x is above 0, else 0. */
  private static INDArray positive(INDArray x) {
    return x.gt(0).castTo(DataType.DOUBLE);
  }

  /** 1 where x is nearer to 0 than the bound, else 0. */
  private static INDArray within(double bound, INDArray x) {
    return size(x).lt(bound).castTo(DataType.DOUBLE);
  }

  /** e^x - 1 where x is below 0, else 0. */
  private static INDArray fallen(INDArray x) {
    return Transforms.min(exp(x).subi(1), 0);
  }

  private static INDArray seluSlope(INDArray x) {
    INDArray below = exp(x).muli(SELU_ALPHA).muli(positive(x).rsubi(1));
    return positive(x).addi(below).muli(SELU_SCALE);
  }

  /** The normal distribution function. */
  private static INDArray normal(INDArray x) {
    INDArray scaled = x.div(Math.sqrt(2));
    return Nd4j.getExecutioner().exec(new Erf(scaled, scaled)).addi(1).divi(2);
  }

  private static INDArray geluSlope(INDArray x) {
    INDArray density = exp(x.mul(x).divi(-2)).divi(Math.sqrt(2 * Math.PI));
    return density.muli(x).addi(normal(x));
  }
}
