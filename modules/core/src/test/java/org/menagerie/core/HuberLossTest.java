package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HuberLossTest {
  private static final IActivation IDENTITY = new ActivationIdentity();
  private static final HuberLoss LOSS = new HuberLoss(1);
  private static final INDArray LABELS =
      Nd4j.createFromArray(new double[][] {{0, 1, 0}, {0.5, -0.5, 3}, {1, 0, 0}});
  private static final INDArray OUTPUT =
      Nd4j.createFromArray(new double[][] {{0.5, 1, -3}, {2.5, -0.1, 2.2}, {0.3, 0.4, -0.6}});

  @Test
  void valuesFollowTheFormula() {
    // errors 0.5, 0, -3 and 2, 0.4, -0.8 and -0.7, 0.4, -0.6
    double[] expected = {(0.125 + 0 + 2.5) / 3, (1.5 + 0.08 + 0.32) / 3, (0.245 + 0.08 + 0.18) / 3};
    double sum = expected[0] + expected[1] + expected[2];
    assertThat(LOSS.computeScoreArray(LABELS, OUTPUT, IDENTITY, null).toDoubleVector())
        .containsExactly(expected, within(1e-12));
    assertThat(LOSS.computeScore(LABELS, OUTPUT, IDENTITY, null, false))
        .isCloseTo(sum, within(1e-12));
    assertThat(LOSS.computeScore(LABELS, OUTPUT, IDENTITY, null, true))
        .isCloseTo(sum / 3, within(1e-12));
  }

  @Test
  void deltaIsWhereTheParabolaEnds() {
    INDArray label = Nd4j.createFromArray(new double[][] {{0}});
    INDArray output = Nd4j.createFromArray(new double[][] {{5}});
    assertThat(new HuberLoss(2).computeScore(label, output, IDENTITY, null, true)).isEqualTo(8);
    assertThat(new HuberLoss(9).computeScore(label, output, IDENTITY, null, true)).isEqualTo(12.5);
  }

  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "SIGMOID", "TANH", "SOFTMAX", "SOFTPLUS"})
  void gradientIsTheSlopeOfTheLoss(Activation activation) {
    assertSlopes(activation.getActivationFunction(), null);
  }

  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "SIGMOID", "SOFTMAX"})
  void maskedGradientIsTheSlopeOfTheMaskedLoss(Activation activation) {
    IActivation function = activation.getActivationFunction();
    assertSlopes(function, Nd4j.createFromArray(new double[][] {{1}, {0}, {1}}));
    assertSlopes(function, Nd4j.createFromArray(new double[][] {{1, 0, 1}, {0, 0, 0}, {1, 1, 1}}));
  }

  @Test
  void maskedExamplesCostNothing() {
    INDArray mask = Nd4j.createFromArray(new float[][] {{1}, {0}, {0}});
    assertThat(LOSS.computeScore(LABELS, OUTPUT, IDENTITY, mask, false))
        .isCloseTo(0.875, within(1e-12));
  }

  @Test
  void labelsOfAnotherPrecisionAreRead() {
    INDArray labels = LABELS.castTo(DataType.FLOAT);
    assertThat(LOSS.computeScore(labels, OUTPUT, IDENTITY, null, true))
        .isCloseTo(LOSS.computeScore(LABELS, OUTPUT, IDENTITY, null, true), within(1e-6));
    assertThat(LOSS.computeGradient(labels, OUTPUT, IDENTITY, null).dataType())
        .isEqualTo(OUTPUT.dataType());
  }

  @Test
  void argumentsStayAsTheyAre() {
    INDArray labels = LABELS.dup();
    INDArray output = OUTPUT.dup();
    LOSS.computeGradientAndScore(
        labels, output, Activation.SOFTMAX.getActivationFunction(), null, true);
    assertThat(labels).isEqualTo(LABELS);
    assertThat(output).isEqualTo(OUTPUT);
  }

  @Test
  void aNetworkKeepsItInJson() {
    TrainingPlan plan = TrainingPlan.of(Fixtures.CLASSES).with(Map.of("loss", "huber"));
    ComputationGraphConfiguration network = Fixtures.dense(plan, 30);
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(network.toJson());
    assertThat(((OutputLayer) Fixtures.layer(read, "output")).getLossFn())
        .isEqualTo(LOSS)
        .hasSameHashCodeAs(LOSS)
        .isNotEqualTo(new HuberLoss(2));
  }

  @Test
  void aDeltaOfZeroIsRefused() {
    assertThatThrownBy(() -> new HuberLoss(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("delta of the Huber loss must be above 0, was 0.0");
  }

  private static void assertSlopes(IActivation activation, INDArray mask) {
    INDArray gradient = LOSS.computeGradient(LABELS, OUTPUT, activation, mask);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int row = i;
        int column = j;
        double slope = Slope.of(shift -> scoreAt(row, column, shift, activation, mask));
        double size = scoreAt(i, j, 0, activation, mask);
        Slope.assertEqual("[" + i + ", " + j + "]", gradient.getDouble(i, j), slope, size);
      }
    }
  }

  private static double scoreAt(int i, int j, double shift, IActivation activation, INDArray mask) {
    INDArray output = OUTPUT.dup();
    output.putScalar(i, j, output.getDouble(i, j) + shift);
    return LOSS.computeScore(LABELS, output, activation, mask, false);
  }
}
