package org.menagerie.core;

import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.menagerie.layers.SoftmaxOutput;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;

/** The losses on offer, each with the output activation that belongs to it; all fit classes. */
public enum Loss {
  /** Multi-class cross-entropy on softmax outputs. */
  CROSS_ENTROPY(LossMCXENT::new, Activation.SOFTMAX, false),
  /** Binary cross-entropy on one sigmoid output a class. */
  BINARY_CROSS_ENTROPY(LossBinaryXENT::new, Activation.SIGMOID, false),
  /** Negative log likelihood on softmax outputs; for one-hot labels the cross-entropy. */
  NEGATIVE_LOG_LIKELIHOOD(LossNegativeLogLikelihood::new, Activation.SOFTMAX, false),
  /** Kullback-Leibler divergence of softmax outputs from the labels. */
  KL_DIVERGENCE(KlDivergenceLoss::new, Activation.SOFTMAX, false),
  MEAN_SQUARED_ERROR(LossMSE::new, Activation.SOFTMAX, true),
  MEAN_ABSOLUTE_ERROR(LossMAE::new, Activation.SOFTMAX, true),
  /** A parabola up to an error of 1, then a line. */
  HUBER(() -> new HuberLoss(1), Activation.SOFTMAX, true);

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Supplier<ILossFunction> function;

  private final Activation classActivation;
  private final boolean forValues;

  Loss(Supplier<ILossFunction> function, Activation classActivation, boolean forValues) {
    this.function = function;
    this.classActivation = classActivation;
    this.forValues = forValues;
  }

  /** The usual loss for a target. */
  public static Loss of(Target target) {
    return target instanceof Target.Values ? MEAN_SQUARED_ERROR : CROSS_ENTROPY;
  }

  /** A fresh loss function for Deeplearning4j. */
  public ILossFunction function() {
    return function.get();
  }

  /** Whether it is the cross-entropy of softmax outputs, by either of its names. */
  boolean isCrossEntropy() {
    return this == CROSS_ENTROPY || this == NEGATIVE_LOG_LIKELIHOOD;
  }

  /**
   * The start of an output layer for a target, for every step where it is one per step; refuses a
   * target that the loss does not fit.
   */
  public BaseOutputLayer.Builder<?> outputLayer(Target target) {
    Activation activation = outputActivation(target);
    BaseOutputLayer.Builder<?> builder = bareOutputLayer(target);
    builder.activation(activation).weightInit(WeightInit.XAVIER).nOut(target.size());
    return builder;
  }

  private BaseOutputLayer.Builder<?> bareOutputLayer(Target target) {
    if (isCrossEntropy()) {
      return new SoftmaxOutput.Builder(); // of rows and of steps
    }
    return target.perStep()
        ? new RnnOutputLayer.Builder(function())
        : new OutputLayer.Builder(function());
  }

  /** The output layer's activation for a target; refuses a target that the loss does not fit. */
  public Activation outputActivation(Target target) {
    if (!(target instanceof Target.Values)) {
      return classActivation;
    }
    if (!forValues) {
      throw new InvalidInputException(
          String.format(
              "loss %s does not fit a numeric target; use %s",
              Settings.spell(this), Settings.spell(of(target))));
    }
    return Activation.IDENTITY;
  }
}
