package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

class OptimizerTest {
  private static final ISchedule RATE = new ProgressSchedule(LearningRateSchedule.LINEAR, 0.5, 100);

  @ParameterizedTest
  @EnumSource
  void aNetworkKeepsItInJson(Optimizer optimizer) {
    TrainingPlan plan =
        TrainingPlan.of(Fixtures.CLASSES).with(Map.of("optimizer", Settings.spell(optimizer)));
    ComputationGraphConfiguration network = Fixtures.dense(plan, 30);
    ComputationGraphConfiguration read = ComputationGraphConfiguration.fromJson(network.toJson());
    assertThat(read).isEqualTo(network);
    assertThat(((BaseLayer) Fixtures.layer(read, "hidden")).getIUpdater())
        .isEqualTo(optimizer.updater(plan.learningRates(30), plan.momentum()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADADELTA") // it has no learning rate
  void copiesKeepTheSchedule(Optimizer optimizer) {
    IUpdater copy = optimizer.updater(RATE, 0.9).clone();
    assertThat(copy.getLearningRate(50, 0)).isEqualTo(0.25);
  }
}
