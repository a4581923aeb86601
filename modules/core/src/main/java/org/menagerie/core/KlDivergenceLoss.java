package org.menagerie.core;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossUtil;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The Kullback-Leibler divergence Σ y log(y / p) of outputs p from labels y: the cross-entropy less
 * the labels' own entropy, with 0 log 0 = 0 (Kullback and Leibler, 1951).
 *
 * <p>Deeplearning4j's own clips labels to at least 1e-5 in the score and not in the gradient, so
 * the two do not belong together.
 */
public final class KlDivergenceLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;
  private static final double SMALLEST = 1e-30;

  private static LossMCXENT crossEntropy() {
    return new LossMCXENT();
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
    // y log(max(y, tiny)): -0 where y is 0
    INDArray negativeEntropy =
        Transforms.log(Transforms.max(labels, SMALLEST, true), false).muli(labels);
    if (mask != null) {
      LossUtil.applyMask(negativeEntropy, mask);
    }
    INDArray cross = crossEntropy().computeScoreArray(labels, preOutput, activation, mask);
    INDArray own = negativeEntropy.sum(1).castTo(cross.dataType());
    return cross.add(own.reshape(cross.shape()));
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return crossEntropy().computeGradient(labels, preOutput, activation, mask);
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
    return "kl-divergence";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KlDivergenceLoss;
  }

  @Override
  public int hashCode() {
    return KlDivergenceLoss.class.hashCode();
  }
}
