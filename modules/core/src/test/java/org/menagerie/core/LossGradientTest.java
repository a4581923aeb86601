package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.core.Target.Classes;
import org.menagerie.core.Target.Value;
import org.menagerie.core.Target.Values;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every loss on offer is the published one and its gradient is its slope, in double precision. */
class LossGradientTest {
  // errors of less and more than Huber's 1, none near a kink
  private static final INDArray LOGITS =
      Nd4j.createFromArray(
          new double[][] {{0.3, -1.2, 2.5}, {4, 0.1, -0.4}, {-2.2, 0.7, 0.2}, {1.1, 1.3, -3}});
  private static final INDArray ONE_HOT =
      Nd4j.createFromArray(new double[][] {{0, 0, 1}, {0, 1, 0}, {1, 0, 0}, {0, 1, 0}});
  private static final INDArray SMOOTH =
      Nd4j.createFromArray(
          new double[][] {{0.1, 0.2, 0.7}, {0.3, 0.3, 0.4}, {0.9, 0.05, 0.05}, {0.5, 0.25, 0.25}});
  private static final INDArray NUMBERS =
      Nd4j.createFromArray(
          new double[][] {{0.1, -2.3, 0.7}, {3.3, 0.3, 0.9}, {0.9, 1.05, 2}, {0.5, -4, -2.7}});
  private static final INDArray MASK = Nd4j.createFromArray(1.0, 0, 1, 1).reshape(4, 1);

  private static final Target CLASSES = new Classes(List.of("a", "b", "c"));
  private static final Target VALUES =
      new Values(
          List.of(new Value("a", 0, 1, 1), new Value("b", 0, 1, 1), new Value("c", 0, 1, 1)));

  @ParameterizedTest
  @EnumSource(Loss.class)
  void gradientForClassesIsTheLosssSlope(Loss loss) {
    IActivation output = loss.outputActivation(CLASSES).getActivationFunction();
    assertSlopes(loss, output, ONE_HOT, null);
    assertSlopes(loss, output, ONE_HOT, MASK);
    assertSlopes(loss, output, SMOOTH, null);
  }

  @ParameterizedTest
  @EnumSource(
      value = Loss.class,
      names = {"MEAN_SQUARED_ERROR", "MEAN_ABSOLUTE_ERROR", "HUBER"})
  void gradientForValuesIsTheLosssSlope(Loss loss) {
    IActivation output = loss.outputActivation(VALUES).getActivationFunction();
    assertSlopes(loss, output, NUMBERS, null);
    assertSlopes(loss, output, NUMBERS, MASK);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void scoreIsThePublishedLoss(Loss loss) {
    IActivation output = loss.outputActivation(CLASSES).getActivationFunction();
    INDArray activated = output.getActivation(LOGITS.dup(), false);
    for (int row = 0; row < 4; row++) {
      double expected = 0;
      for (int k = 0; k < 3; k++) {
        expected += published(loss, SMOOTH.getDouble(row, k), activated.getDouble(row, k));
      }
      // one row at a time: Deeplearning4j's mean absolute error divides by the outputs here alone,
      // not in its array of scores
      INDArray label = SMOOTH.getRow(row, true);
      INDArray logit = LOGITS.getRow(row, true).dup();
      double score = loss.function().computeScore(label, logit, output, null, true);
      assertThat(score).as("%s, row %d", loss, row).isCloseTo(expected, within(1e-9));
    }
  }

  /** One output's share of an example's loss: label y, output p, three outputs. */
  private static double published(Loss loss, double y, double p) {
    double error = Math.abs(p - y);
    return switch (loss) {
      case CROSS_ENTROPY, NEGATIVE_LOG_LIKELIHOOD -> -y * Math.log(p);
      case BINARY_CROSS_ENTROPY -> -y * Math.log(p) - (1 - y) * Math.log(1 - p);
      case KL_DIVERGENCE -> y * Math.log(y / p);
      case MEAN_SQUARED_ERROR -> error * error / 3;
      case MEAN_ABSOLUTE_ERROR -> error / 3;
      case HUBER -> (error <= 1 ? error * error / 2 : error - 0.5) / 3;
    };
  }

  private static void assertSlopes(Loss loss, IActivation output, INDArray labels, INDArray mask) {
    INDArray analytic = loss.function().computeGradient(labels, LOGITS.dup(), output, mask);
    for (int row = 0; row < 4; row++) {
      for (int k = 0; k < 3; k++) {
        int i = row;
        int j = k;
        double numerical = Slope.of(shift -> score(loss, output, labels, mask, i, j, shift));
        double size = score(loss, output, labels, mask, i, j, 0);
        String what = loss + "[" + row + ", " + k + "]";
        Slope.assertEqual(what, analytic.getDouble(row, k), numerical, size);
      }
    }
  }

  private static double score(
      Loss loss, IActivation output, INDArray labels, INDArray mask, int row, int k, double shift) {
    INDArray moved = LOGITS.dup();
    moved.putScalar(row, k, moved.getDouble(row, k) + shift);
    return loss.function().computeScore(labels, moved, output, mask, false);
  }
}
