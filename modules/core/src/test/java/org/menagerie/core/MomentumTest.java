package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

class MomentumTest {
  private static final ISchedule RATE =
      new ProgressSchedule(LearningRateSchedule.CONSTANT, 0.125, 10);

  @Test
  void stepsFollowTheFormula() {
    INDArray state = Nd4j.valueArrayOf(new long[] {1, 2}, 99.0, DataType.DOUBLE);
    GradientUpdater<?> rule = new Momentum(RATE, 0.5).instantiate(state, true);
    // v = 0.5 v + g from v = 0; the step is 0.125 v
    assertThat(step(rule, 8, -16)).containsExactly(1, -2);
    assertThat(step(rule, 4, 0)).containsExactly(1, -1);
    assertThat(step(rule, 0, 0)).containsExactly(0.5, -0.5);
    assertThat(state.toDoubleVector()).containsExactly(4, -4);
  }

  @Test
  void aKeptStateGoesOn() {
    INDArray state = Nd4j.createFromArray(new double[][] {{8, -4}});
    GradientUpdater<?> rule = new Momentum(RATE, 0.5).instantiate(state, false);
    assertThat(step(rule, 4, 2)).containsExactly(1, 0);
  }

  @Test
  void withoutMomentumItIsSgdAsNesterovsRuleIs() {
    assertThat(stepOf(new Momentum(RATE, 0))).containsExactly(stepOf(new Sgd(RATE)));
    assertThat(stepOf(new Momentum(RATE, 0))).containsExactly(stepOf(new Nesterovs(RATE, 0.0)));
  }

  @Test
  void theScheduleDecidesTheRate() {
    Momentum rule = new Momentum(new ProgressSchedule(LearningRateSchedule.LINEAR, 1, 10), 0.9);
    assertThat(rule.getLearningRate(5, 0)).isEqualTo(0.5);
    rule.setLrAndSchedule(0.25, null);
    assertThat(rule.getLearningRate(5, 0)).isEqualTo(0.25);
  }

  @Test
  void aNetworkKeepsItInJson() {
    TrainingPlan plan =
        TrainingPlan.of(Fixtures.CLASSES).with(Map.of("optimizer", "momentum", "momentum", "0.7"));
    ComputationGraphConfiguration network = Fixtures.dense(plan, 30);
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(network.toJson());
    assertThat(((BaseLayer) Fixtures.layer(read, "hidden")).getIUpdater())
        .isEqualTo(new Momentum(plan.learningRates(30), 0.7));
  }

  @Test
  void aCopyIsEqualAndAnotherMomentumIsNot() {
    Momentum rule = new Momentum(RATE, 0.9);
    assertThat(rule.clone()).isEqualTo(rule).hasSameHashCodeAs(rule).isNotSameAs(rule);
    assertThat(rule).isNotEqualTo(new Momentum(RATE, 0.8));
  }

  @Test
  void aMomentumOfOneIsRefused() {
    assertThatThrownBy(() -> new Momentum(RATE, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("momentum must be in [0, 1), was 1.0");
  }

  private static double[] stepOf(IUpdater updater) {
    long size = updater.stateSize(2);
    INDArray state = size == 0 ? null : Nd4j.create(DataType.DOUBLE, 1, size);
    return step(updater.instantiate(state, true), 3, -5);
  }

  private static double[] step(GradientUpdater<?> rule, double... gradient) {
    INDArray step = Nd4j.createFromArray(new double[][] {gradient});
    rule.applyUpdater(step, 0, 0);
    return step.toDoubleVector();
  }
}
