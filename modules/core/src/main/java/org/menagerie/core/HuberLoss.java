package org.menagerie.core;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossUtil;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The Huber loss, which Deeplearning4j lacks: e²/2 where |e| is at most {@code delta}, else {@code
 * delta (|e| - delta/2)} (Huber, 1964); the mean over an example's outputs, as Deeplearning4j's
 * mean squared error has it.
 */
public final class HuberLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final double delta;

  /** The loss that turns from a parabola to a line at an error of {@code delta}. */
  public HuberLoss(@JsonProperty("delta") double delta) {
    this.delta = Guards.positive(delta, "delta of the Huber loss");
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    double sum = computeScoreArray(labels, preOutput, activation, mask).sumNumber().doubleValue();
    return average ? sum / labels.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    INDArray error = error(labels, preOutput, activation);
    // with c = min(|e|, delta): c (|e| - c/2) is both branches at once
    INDArray size = Transforms.abs(error, true);
    INDArray clipped = Transforms.min(size, delta, true);
    INDArray losses = clipped.mul(size.sub(clipped.mul(0.5)));
    if (mask != null) {
      LossUtil.applyMask(losses, mask);
    }
    return losses.mean(true, 1);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    INDArray error = error(labels, preOutput, activation);
    INDArray slope =
        Transforms.max(Transforms.min(error, delta, true), -delta, true).divi(labels.size(1));
    if (mask != null) {
      LossUtil.applyMask(slope, mask); // before the activation, which may mix outputs
    }
    return activation.backprop(preOutput.dup(), slope).getFirst();
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    return new Pair<>(
        computeScore(labels, preOutput, activation, mask, average),
        computeGradient(labels, preOutput, activation, mask));
  }

  @Override
  public String name() {
    return "huber";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HuberLoss h && h.delta == delta;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(delta);
  }

  private static INDArray error(INDArray labels, INDArray preOutput, IActivation activation) {
    INDArray output = activation.getActivation(preOutput.dup(), true);
    return output.subi(labels.castTo(output.dataType()));
  }
}
