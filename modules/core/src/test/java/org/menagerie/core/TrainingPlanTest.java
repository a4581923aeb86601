package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;

class TrainingPlanTest {
  private static final TrainingPlan PLAN = TrainingPlan.of(Fixtures.CLASSES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epochs        | 0    | epochs must be at least 1, was 0
          batch-size    | -3   | batch-size must be at least 1, was -3
          learning-rate | 0    | learning-rate must be above 0, was 0.0
          learning-rate | NaN  | learning-rate must be above 0, was NaN
          momentum      | 1    | momentum must be in [0, 1), was 1.0
          l1            | -1   | l1 must be at least 0, was -1.0
          l2            | -1   | l2 must be at least 0, was -1.0
          clip-norm     | -1   | clip-norm must be at least 0, was -1.0
          clip-value    | -1   | clip-value must be at least 0, was -1.0
          patience      | -1   | patience must be at least 0, was -1
          """)
  void refusalsNameTheThingTheBoundAndTheValue(String key, String value, String message) {
    assertThatThrownBy(() -> PLAN.with(Map.of(key, value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void oneKindOfClippingExcludesTheOther() {
    assertThatThrownBy(() -> PLAN.with(Map.of("clip-norm", "1", "clip-value", "0.5")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("clip-norm and clip-value exclude each other, were 1.0 and 0.5");
  }

  @Test
  void theLastBatchOfAnEpochMayBeSmaller() {
    TrainingPlan plan = PLAN.with(Map.of("batch-size", "8"));
    assertThat(plan.stepsPerEpoch(7)).isEqualTo(1);
    assertThat(plan.stepsPerEpoch(8)).isEqualTo(1);
    assertThat(plan.stepsPerEpoch(9)).isEqualTo(2);
  }

  @Test
  void theScheduleEndsWithTheLastUpdate() {
    TrainingPlan plan =
        PLAN.with(Map.of("epochs", "10", "batch-size", "8", "schedule", "linear"))
            .with(Map.of("learning-rate", "0.5"));
    assertThat(plan.learningRates(16).valueAt(0, 0)).isEqualTo(0.5);
    assertThat(plan.learningRates(16).valueAt(10, 0)).isEqualTo(0.25);
    assertThat(plan.learningRates(16).valueAt(20, 0)).isZero();
  }

  @Test
  void copiesChangeOneThingAlone() {
    assertThat(PLAN.withSeed(7).seed()).isEqualTo(7);
    assertThat(PLAN.withSeed(7).withSeed(PLAN.seed())).isEqualTo(PLAN);
    assertThat(PLAN.withEpochs(3).epochs()).isEqualTo(3);
    assertThat(PLAN.withEpochs(3).withEpochs(PLAN.epochs())).isEqualTo(PLAN);
  }

  @Test
  void clippingReachesEveryLayer() {
    assertThat(hidden(PLAN.with(Map.of("clip-norm", "2"))))
        .extracting(
            BaseLayer::getGradientNormalization, BaseLayer::getGradientNormalizationThreshold)
        .containsExactly(GradientNormalization.ClipL2PerLayer, 2.0);
    assertThat(hidden(PLAN.with(Map.of("clip-value", "3"))))
        .extracting(
            BaseLayer::getGradientNormalization, BaseLayer::getGradientNormalizationThreshold)
        .containsExactly(GradientNormalization.ClipElementWiseAbsoluteValue, 3.0);
    assertThat(hidden(PLAN).getGradientNormalization()).isEqualTo(GradientNormalization.None);
  }

  @Test
  void penaltiesReachWeightsAndNotBiases() {
    DenseLayer layer = hidden(PLAN.with(Map.of("l1", "0.1", "l2", "0.2")));
    assertThat(layer.getRegularization())
        .hasSize(2)
        .anySatisfy(
            penalty ->
                assertThat(penalty)
                    .isInstanceOfSatisfying(
                        L1Regularization.class,
                        l1 -> assertThat(l1.getL1().valueAt(0, 0)).isEqualTo(0.1)))
        .anySatisfy(
            penalty ->
                assertThat(penalty)
                    .isInstanceOfSatisfying(
                        L2Regularization.class,
                        l2 -> assertThat(l2.getL2().valueAt(0, 0)).isEqualTo(0.2)));
    assertThat(layer.getRegularizationBias()).isNullOrEmpty();
  }

  private static DenseLayer hidden(TrainingPlan plan) {
    return (DenseLayer) Fixtures.layer(Fixtures.dense(plan, 30), "hidden");
  }
}
