package org.menagerie.mlp.walkthrough;

import org.menagerie.core.Loss;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What a textbook says about a loss.
 *
 * @param formula of the loss of one example with outputs a and labels y, K outputs
 * @param slopeFormula of its slope along one output
 * @param range of its values, and where it is 0
 */
record LossFacts(String formula, String slopeFormula, String range) {

  /** The facts about one loss. */
  static LossFacts of(Loss loss) {
    return switch (loss) {
      case CROSS_ENTROPY, NEGATIVE_LOG_LIKELIHOOD ->
          new LossFacts("-Σ y_k log(a_k)", "-y_k / a_k", "[0, ∞); least at a = y");
      case BINARY_CROSS_ENTROPY ->
          new LossFacts(
              "-Σ y_k log(a_k) - Σ (1 - y_k) log(1 - a_k)",
              "(a_k - y_k) / (a_k (1 - a_k))",
              "[0, ∞); least at a = y");
      case KL_DIVERGENCE ->
          new LossFacts("Σ y_k log(y_k / a_k)", "-y_k / a_k", "[0, ∞); 0 at a = y");
      case MEAN_SQUARED_ERROR ->
          new LossFacts(
              "1 / K Σ (a_k - y_k)^2",
              "2 / K (a_k - y_k)",
              "[0, ∞); of classes [0, 2 / K]; 0 at a = y");
      case MEAN_ABSOLUTE_ERROR ->
          new LossFacts(
              "1 / K Σ |a_k - y_k|",
              "1 / K sign(a_k - y_k)",
              "[0, ∞); of classes [0, 2 / K]; 0 at a = y");
      case HUBER ->
          new LossFacts(
              "1 / K Σ h(a_k - y_k), h(e) = e^2 / 2 \" where \" |e| ≤ 1 \", else \" |e| - ½",
              "1 / K max(-1, min(1, a_k - y_k))",
              "[0, ∞); of classes [0, 1 / K]; 0 at a = y");
    };
  }

  /** Each output's part of the loss; the loss of an example is the sum over its outputs. */
  static INDArray parts(Loss loss, INDArray a, INDArray y, int outputs) {
    INDArray size = Transforms.abs(a.sub(y), false);
    return switch (loss) {
      case CROSS_ENTROPY, NEGATIVE_LOG_LIKELIHOOD -> log(a).muli(y).negi();
      case BINARY_CROSS_ENTROPY -> log(a).muli(y).addi(log(a.rsub(1)).muli(y.rsub(1))).negi();
      // 0 log(0) counts as 0: whatever stands in the logarithm then
      case KL_DIVERGENCE -> log(Transforms.max(y, Double.MIN_NORMAL).divi(a)).muli(y);
      case MEAN_SQUARED_ERROR -> size.muli(size).divi(outputs);
      case MEAN_ABSOLUTE_ERROR -> size.divi(outputs);
      case HUBER -> {
        INDArray near = size.lte(1).castTo(DataType.DOUBLE);
        INDArray parabola = size.mul(size).divi(2).muli(near);
        yield parabola.addi(size.sub(0.5).muli(near.rsub(1))).divi(outputs);
      }
    };
  }

  /** The loss's slope along each output. */
  static INDArray slopes(Loss loss, INDArray a, INDArray y, int outputs) {
    INDArray error = a.sub(y);
    return switch (loss) {
      case CROSS_ENTROPY, NEGATIVE_LOG_LIKELIHOOD, KL_DIVERGENCE -> y.div(a).negi();
      case BINARY_CROSS_ENTROPY -> error.divi(a.mul(a.rsub(1)));
      case MEAN_SQUARED_ERROR -> error.muli(2.0 / outputs);
      case MEAN_ABSOLUTE_ERROR -> Transforms.sign(error, false).divi(outputs);
      case HUBER -> Transforms.max(Transforms.min(error, 1), -1).divi(outputs);
    };
  }

  private static INDArray log(INDArray array) {
    return Transforms.log(array, true);
  }
}
