package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LearningRateScheduleTest {

  @ParameterizedTest
  @CsvSource({
    "CONSTANT, 0.7, 1",
    "STEP, 0.33, 1",
    "STEP, 0.34, 0.1",
    "STEP, 0.67, 0.01",
    "STEP, 1, 0.01",
    "EXPONENTIAL, 0, 1",
    "EXPONENTIAL, 0.5, 0.1",
    "EXPONENTIAL, 1, 0.01",
    "INVERSE, 0, 1",
    "INVERSE, 0.1, 0.5",
    "LINEAR, 0.25, 0.75",
    "COSINE, 0, 1",
    "COSINE, 0.5, 0.5",
    "COSINE, 1, 0",
    "WARMUP_COSINE, 0, 0",
    "WARMUP_COSINE, 0.025, 0.5",
    "WARMUP_COSINE, 0.05, 1",
    "WARMUP_COSINE, 0.525, 0.5",
    "WARMUP_COSINE, 1, 0",
    "ONE_CYCLE, 0, 0.1",
    "ONE_CYCLE, 0.15, 0.55",
    "ONE_CYCLE, 0.3, 1",
    "ONE_CYCLE, 0.65, 0.5",
    "ONE_CYCLE, 1, 0"
  })
  void factorsFollowTheirFormula(LearningRateSchedule schedule, double progress, double factor) {
    assertThat(schedule.factor(progress)).isCloseTo(factor, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void factorsStayBetweenZeroAndOneAndProgressIsCut(LearningRateSchedule schedule) {
    for (int i = 0; i <= 1_000; i++) {
      assertThat(schedule.factor(i / 1_000.0)).isBetween(0.0, 1.0);
    }
    assertThat(schedule.factor(1.5)).isEqualTo(schedule.factor(1));
    assertThat(schedule.factor(-0.5)).isEqualTo(schedule.factor(0));
  }

  @Test
  void progressIsTheShareOfUpdatesWhateverTheEpoch() {
    ProgressSchedule schedule = new ProgressSchedule(LearningRateSchedule.LINEAR, 0.2, 8);
    assertThat(schedule.valueAt(0, 0)).isEqualTo(0.2);
    assertThat(schedule.valueAt(2, 9)).isCloseTo(0.15, within(1e-12));
    assertThat(schedule.valueAt(8, 0)).isZero();
    assertThat(schedule.valueAt(9, 0)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aNetworkKeepsItsScheduleInJson(LearningRateSchedule schedule) {
    TrainingPlan plan =
        TrainingPlan.of(Fixtures.CLASSES).with(Map.of("schedule", Settings.spell(schedule)));
    ComputationGraphConfiguration network = Fixtures.dense(plan, 30);
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(network.toJson());
    assertThat(read).isEqualTo(network);
    BaseLayer layer = (BaseLayer) Fixtures.layer(read, "output");
    assertThat(layer.getIUpdater().getLearningRate(7, 0))
        .isEqualTo(plan.learningRates(30).valueAt(7, 0));
  }
}
