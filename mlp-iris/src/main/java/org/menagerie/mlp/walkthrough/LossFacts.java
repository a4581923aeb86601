package org.menagerie.mlp.walkthrough;

import org.menagerie.core.Loss;

/**
 * What a textbook says about a loss.
 *
 * @param formula of the loss of one example with outputs a and labels y, K outputs
 * @param slopeFormula of its slope along one output
 */
record LossFacts(String formula, String slopeFormula) {

  /** The facts about one loss. */
  static LossFacts of(Loss loss) {
    return switch (loss) {
      case CROSS_ENTROPY, NEGATIVE_LOG_LIKELIHOOD -> new LossFacts("-Σ y_k log(a_k)", "-y_k / a_k");
      case BINARY_CROSS_ENTROPY ->
          new LossFacts(
              "-Σ (y_k log(a_k) + (1 - y_k) log(1 - a_k))", "(a_k - y_k) / (a_k (1 - a_k))");
      case KL_DIVERGENCE -> new LossFacts("Σ y_k log(y_k / a_k)", "-y_k / a_k");
      case MEAN_SQUARED_ERROR -> new LossFacts("1 / K Σ (a_k - y_k)^2", "2 / K (a_k - y_k)");
      case MEAN_ABSOLUTE_ERROR -> new LossFacts("1 / K Σ |a_k - y_k|", "1 / K sign(a_k - y_k)");
      case HUBER ->
          new LossFacts(
              "1 / K Σ h(a_k - y_k), h(e) = e^2 / 2 \" where \" |e| ≤ 1 \", else \" |e| - ½",
              "1 / K max(-1, min(1, a_k - y_k))");
    };
  }

  /** One output's part of the loss; the loss is the sum over all. */
  static double value(Loss loss, double a, double y, int outputs) {
    double size = Math.abs(a - y);
    return switch (loss) {
      case CROSS_ENTROPY, NEGATIVE_LOG_LIKELIHOOD -> -y * Math.log(a);
      case BINARY_CROSS_ENTROPY -> -y * Math.log(a) - (1 - y) * Math.log(1 - a);
      case KL_DIVERGENCE -> y == 0 ? 0 : y * Math.log(y / a);
      case MEAN_SQUARED_ERROR -> size * size / outputs;
      case MEAN_ABSOLUTE_ERROR -> size / outputs;
      case HUBER -> (size <= 1 ? size * size / 2 : size - 0.5) / outputs;
    };
  }

  /** The loss's slope along one output. */
  static double slope(Loss loss, double a, double y, int outputs) {
    return switch (loss) {
      case CROSS_ENTROPY, NEGATIVE_LOG_LIKELIHOOD, KL_DIVERGENCE -> -y / a;
      case BINARY_CROSS_ENTROPY -> (a - y) / (a * (1 - a));
      case MEAN_SQUARED_ERROR -> 2 * (a - y) / outputs;
      case MEAN_ABSOLUTE_ERROR -> Math.signum(a - y) / outputs;
      case HUBER -> Math.max(-1, Math.min(1, a - y)) / outputs;
    };
  }
}
