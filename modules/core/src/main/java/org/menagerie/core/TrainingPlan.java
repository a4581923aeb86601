package org.menagerie.core;

import static org.menagerie.core.Guards.fraction;
import static org.menagerie.core.Guards.notNegative;
import static org.menagerie.core.Guards.positive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.menagerie.layers.FastL2;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How a network is trained, whatever its architecture.
 *
 * @param epochs passes over the training part, at most
 * @param batchSize examples in one update
 * @param learningRate at the schedule's factor 1
 * @param momentum of the update rules that have one
 * @param l1 coefficient of the sum of absolute weights
 * @param l2 coefficient of half the sum of squared weights
 * @param clipNorm largest Euclidean norm of one layer's gradient; 0 for no bound
 * @param clipValue largest absolute value of one entry of the gradient; 0 for no bound
 * @param patience epochs without a better validation loss before training stops; 0 for never
 * @param seed of the split, the initial weights, the order of examples and dropout
 */
public record TrainingPlan(
    int epochs,
    int batchSize,
    Optimizer optimizer,
    double learningRate,
    LearningRateSchedule schedule,
    double momentum,
    Loss loss,
    double l1,
    double l2,
    double clipNorm,
    double clipValue,
    int patience,
    long seed) {

  public TrainingPlan {
    positive(epochs, "epochs");
    positive(batchSize, "batch-size");
    Objects.requireNonNull(optimizer);
    positive(learningRate, "learning-rate");
    Objects.requireNonNull(schedule);
    fraction(momentum, "momentum");
    Objects.requireNonNull(loss);
    notNegative(l1, "l1");
    notNegative(l2, "l2");
    notNegative(clipNorm, "clip-norm");
    notNegative(clipValue, "clip-value");
    Guards.atLeast(patience, 0, "patience");
    if (clipNorm > 0 && clipValue > 0) {
      throw new InvalidInputException(
          "clip-norm and clip-value exclude each other, were " + clipNorm + " and " + clipValue);
    }
  }

  /** A plain plan: Adam, constant rate, no regularisation, patience of 20 epochs. */
  public static TrainingPlan of(Target target) {
    return new TrainingPlan(
        100,
        32,
        Optimizer.ADAM,
        Optimizer.ADAM.defaultLearningRate(),
        LearningRateSchedule.CONSTANT,
        0.9,
        Loss.of(target),
        0,
        0,
        0,
        0,
        20,
        42);
  }

  /** A copy with some keys changed, by their names in kebab case. */
  public TrainingPlan with(Map<String, String> changes) {
    return Settings.with(this, changes);
  }

  /** A copy with another seed. */
  public TrainingPlan withSeed(long newSeed) {
    return with(Map.of("seed", Long.toString(newSeed)));
  }

  /** A copy with another number of epochs. */
  public TrainingPlan withEpochs(int newEpochs) {
    return with(Map.of("epochs", Integer.toString(newEpochs)));
  }

  /** Updates in one epoch over {@code examples} examples. */
  public int stepsPerEpoch(int examples) {
    return (examples - 1) / batchSize + 1;
  }

  /** The learning rate of every update when training on {@code examples} examples. */
  public ISchedule learningRates(int examples) {
    return new ProgressSchedule(schedule, learningRate, (long) epochs * stepsPerEpoch(examples));
  }

  /** A network configuration with everything that this plan decides; layers are the caller's. */
  public NeuralNetConfiguration.Builder network(Task task) {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .seed(Seeds.derive(seed, 1))
            .updater(optimizer.updater(learningRates(task.examples()), momentum))
            .regularization(penalties());
    if (clipNorm > 0) {
      builder
          .gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(clipNorm);
    } else if (clipValue > 0) {
      builder
          .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
          .gradientNormalizationThreshold(clipValue);
    }
    return builder;
  }

  private List<Regularization> penalties() {
    List<Regularization> penalties = new ArrayList<>();
    if (l1 > 0) {
      penalties.add(new L1Regularization(l1));
    }
    if (l2 > 0) {
      penalties.add(new FastL2(l2));
    }
    return penalties;
  }
}
