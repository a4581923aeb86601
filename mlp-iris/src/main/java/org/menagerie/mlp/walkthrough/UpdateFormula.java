package org.menagerie.mlp.walkthrough;

import org.menagerie.core.Optimizer;

/** One parameter under an update rule, by the published formula. */
final class UpdateFormula {
  private static final double MOMENTUM = 0.9;
  private static final double B1 = 0.9;
  private static final double B2 = 0.999;
  private static final double ADABELIEF_EPSILON = 1e-14; // as in Deeplearning4j

  private final Optimizer optimizer;
  private final double rate;
  private int t;
  private double m;
  private double v;
  private double largest;

  /** A rule before its first step. */
  UpdateFormula(Optimizer optimizer, double rate) {
    this.optimizer = optimizer;
    this.rate = rate;
    // Deeplearning4j starts the running squares of these two at their ε, the publications at 0
    this.v = optimizer == Optimizer.ADAGRAD ? 1e-6 : optimizer == Optimizer.RMSPROP ? 1e-8 : 0;
  }

  /** The rule as a formula; g is the slope, η the learning rate, Δ what is subtracted. */
  static String formula(Optimizer optimizer) {
    return switch (optimizer) {
      case SGD -> "Δ = η g";
      case MOMENTUM -> "v ← μ v + g, Δ = η v";
      case NESTEROV -> "v' = μ v - η g, Δ = μ v - (1 + μ) v'";
      case ADAGRAD -> "s ← s + g^2, Δ = η g / (sqrt(s) + ε)";
      case ADADELTA ->
          "s ← ρ s + (1 - ρ) g^2, Δ = g sqrt(d + ε) / sqrt(s + ε), d ← ρ d + (1 - ρ) Δ^2";
      case RMSPROP -> "s ← ρ s + (1 - ρ) g^2, Δ = η g / (sqrt(s) + ε)";
      case ADAM -> "m ← β_1 m + (1 - β_1) g, v ← β_2 v + (1 - β_2) g^2, Δ = η m̂ / (sqrt(v̂) + ε)";
      case ADAMAX -> "m ← β_1 m + (1 - β_1) g, u ← max(β_2 u, |g|), Δ = η m̂ / u";
      case NADAM -> "Δ = η (β_1 m̂ + (1 - β_1) ĝ) / (sqrt(v̂) + ε), m̂ = m / (1 - β_1^{t+1})";
      case AMSGRAD -> "u ← max(u, v), Δ = η m̂ / (sqrt(û) + ε)";
      case ADABELIEF -> "s ← β_2 s + (1 - β_2) (g - m)^2 + ε, Δ = η m̂ / (sqrt(ŝ) + ε)";
    };
  }

  /** What is subtracted from the parameter for the slope {@code g}. */
  double step(double g) {
    t++;
    return switch (optimizer) {
      case SGD -> rate * g;
      case MOMENTUM -> {
        m = MOMENTUM * m + g;
        yield rate * m;
      }
      case NESTEROV -> {
        double before = m;
        m = MOMENTUM * m - rate * g;
        yield MOMENTUM * before - (1 + MOMENTUM) * m;
      }
      case ADAGRAD -> {
        v += g * g;
        yield rate * g / (Math.sqrt(v) + 1e-6);
      }
      case ADADELTA -> {
        v = 0.95 * v + 0.05 * g * g;
        double step = g * Math.sqrt(m + 1e-6) / Math.sqrt(v + 1e-6);
        m = 0.95 * m + 0.05 * step * step;
        yield step;
      }
      case RMSPROP -> {
        v = 0.95 * v + 0.05 * g * g;
        yield rate * g / (Math.sqrt(v) + 1e-8);
      }
      default -> adam(g);
    };
  }

  private double adam(double g) {
    m = B1 * m + (1 - B1) * g;
    double surprise = optimizer == Optimizer.ADABELIEF ? g - m : g;
    v = B2 * v + (1 - B2) * surprise * surprise;
    double corrected = rate * m / (1 - Math.pow(B1, t));
    double c2 = 1 - Math.pow(B2, t);
    return switch (optimizer) {
      // the paper's faster form: ε is added before v is corrected
      case ADAM -> corrected * Math.sqrt(c2) / (Math.sqrt(v) + 1e-8);
      case AMSGRAD -> { // both moments corrected, as in Deeplearning4j; neither in the paper
        largest = Math.max(largest, v);
        yield corrected * Math.sqrt(c2) / (Math.sqrt(largest) + 1e-8);
      }
      case ADAMAX -> {
        largest = Math.max(B2 * largest, Math.abs(g));
        yield corrected / largest;
      }
      case NADAM -> {
        double ahead = B1 * m / (1 - Math.pow(B1, t + 1)) + (1 - B1) * g / (1 - Math.pow(B1, t));
        yield rate * ahead / (Math.sqrt(v / c2) + 1e-8);
      }
      case ADABELIEF -> adaBelief(corrected, c2);
      default -> throw new IllegalStateException("no formula for " + optimizer);
    };
  }

  private double adaBelief(double corrected, double c2) {
    v += ADABELIEF_EPSILON;
    return corrected * Math.sqrt(c2) / (Math.sqrt(v) + ADABELIEF_EPSILON);
  }
}
