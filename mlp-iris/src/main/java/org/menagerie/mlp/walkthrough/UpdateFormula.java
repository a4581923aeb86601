package org.menagerie.mlp.walkthrough;

import org.menagerie.core.Optimizer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A row of parameters under an update rule, by the published formula. */
final class UpdateFormula {
  private static final double MOMENTUM = 0.9;
  private static final double B1 = 0.9;
  private static final double B2 = 0.999;
  private static final double RHO = 0.95;
  private static final double EPSILON = 1e-8;
  private static final double ADA_EPSILON = 1e-6; // AdaGrad and AdaDelta
  private static final double ADABELIEF_EPSILON = 1e-14; // as in Deeplearning4j

  private final Optimizer optimizer;
  private final double rate;
  private int t;
  private final INDArray m;
  private final INDArray v;
  private INDArray largest;

  /** A rule before its first step. */
  UpdateFormula(Optimizer optimizer, double rate, int parameters) {
    this.optimizer = optimizer;
    this.rate = rate;
    this.m = Nd4j.zeros(DataType.DOUBLE, 1, parameters);
    this.largest = m.dup();
    // Deeplearning4j starts the running squares of these two at their ε, the publications at 0
    double start =
        switch (optimizer) {
          case ADAGRAD -> ADA_EPSILON;
          case RMSPROP -> EPSILON;
          default -> 0;
        };
    this.v = m.add(start);
  }

  /** The rule as a formula; g is the slope, η the learning rate, Δ what is subtracted. */
  static String formula(Optimizer optimizer) {
    return switch (optimizer) {
      case SGD -> "Δ = η g";
      case MOMENTUM -> "v ← μ v + g, Δ = η v";
      case NESTEROV -> "v' = μ v - η g, Δ = μ v - (1 + μ) v', v ← v'";
      case ADAGRAD -> "s ← s + g^2, Δ = η g / (sqrt(s) + ε)";
      case ADADELTA ->
          "s ← ρ s + (1 - ρ) g^2, Δ = g sqrt(d + ε) / sqrt(s + ε), d ← ρ d + (1 - ρ) Δ^2";
      case RMSPROP -> "s ← ρ s + (1 - ρ) g^2, Δ = η g / (sqrt(s) + ε)";
      case ADAM -> "m ← β_1 m + (1 - β_1) g, v ← β_2 v + (1 - β_2) g^2, Δ = η m̂ / (sqrt(v̂) + ε)";
      case ADAMAX -> "m ← β_1 m + (1 - β_1) g, u ← max(β_2 u, |g|), Δ = η m̂ / u";
      case NADAM ->
          "m, v \" as Adam\", m̂ = m / (1 - β_1^{t+1}), Δ = η (β_1 m̂ + (1 - β_1) ĝ) / (sqrt(v̂) + ε)";
      case AMSGRAD -> "m, v \" as Adam\", u ← max(u, v), Δ = η m̂ / (sqrt(û) + ε)";
      case ADABELIEF ->
          "m \" as Adam\", s ← β_2 s + (1 - β_2) (g - m)^2 + ε, Δ = η m̂ / (sqrt(ŝ) + ε)";
    };
  }

  /** What is subtracted from the parameters for the slopes {@code g}, [1, parameters]. */
  INDArray step(INDArray g) {
    t++;
    return switch (optimizer) {
      case SGD -> g.mul(rate);
      case MOMENTUM -> m.muli(MOMENTUM).addi(g).mul(rate);
      case NESTEROV -> {
        INDArray before = m.dup();
        m.muli(MOMENTUM).subi(g.mul(rate));
        yield before.muli(MOMENTUM).subi(m.mul(1 + MOMENTUM));
      }
      case ADAGRAD -> {
        v.addi(g.mul(g));
        yield g.mul(rate).divi(root(v).addi(ADA_EPSILON));
      }
      case ADADELTA -> {
        average(v, RHO, g.mul(g));
        INDArray step = g.mul(root(m.add(ADA_EPSILON))).divi(root(v.add(ADA_EPSILON)));
        average(m, RHO, step.mul(step));
        yield step;
      }
      case RMSPROP -> {
        average(v, RHO, g.mul(g));
        yield g.mul(rate).divi(root(v).addi(EPSILON));
      }
      default -> adam(g);
    };
  }

  private INDArray adam(INDArray g) {
    average(m, B1, g);
    INDArray surprise = optimizer == Optimizer.ADABELIEF ? g.sub(m) : g;
    average(v, B2, surprise.mul(surprise));
    INDArray corrected = m.mul(rate / (1 - Math.pow(B1, t)));
    double c2 = 1 - Math.pow(B2, t);
    return switch (optimizer) {
      // the paper's faster form: ε is added before v is corrected
      case ADAM -> corrected.muli(Math.sqrt(c2)).divi(root(v).addi(EPSILON));
      case AMSGRAD -> { // both moments corrected, as in Deeplearning4j; neither in the paper
        largest = Transforms.max(largest, v);
        yield corrected.muli(Math.sqrt(c2)).divi(root(largest).addi(EPSILON));
      }
      case ADAMAX -> {
        largest = Transforms.max(largest.mul(B2), Transforms.abs(g, true));
        yield corrected.divi(largest);
      }
      case NADAM -> {
        INDArray ahead = m.mul(B1 / (1 - Math.pow(B1, t + 1)));
        ahead.addi(g.mul((1 - B1) / (1 - Math.pow(B1, t))));
        yield ahead.muli(rate).divi(root(v.div(c2)).addi(EPSILON));
      }
      case ADABELIEF -> {
        v.addi(ADABELIEF_EPSILON);
        yield corrected.muli(Math.sqrt(c2)).divi(root(v).addi(ADABELIEF_EPSILON));
      }
      default -> throw new IllegalStateException("no formula for " + optimizer);
    };
  }

  private static void average(INDArray running, double decay, INDArray now) {
    running.muli(decay).addi(now.mul(1 - decay));
  }

  private static INDArray root(INDArray array) {
    return Transforms.sqrt(array, true);
  }
}
