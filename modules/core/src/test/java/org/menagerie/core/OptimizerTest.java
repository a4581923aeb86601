package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
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

  @Test
  void adagradFollowsItsFormula() {
    // the sum of squares starts at epsilon, 1e-6
    double[] steps = steps(Optimizer.ADAGRAD, 3, 4);
    assertThat(steps[0]).isCloseTo(0.5 * 3 / Math.sqrt(9), within(1e-5));
    assertThat(steps[1]).isCloseTo(0.495 * 4 / Math.sqrt(25), within(1e-5));
  }

  @Test
  void adabeliefFollowsItsFormula() {
    double[] gradients = {3, 4, -1};
    double[] steps = steps(Optimizer.ADABELIEF, gradients);
    double m = 0;
    double s = 0;
    for (int t = 1; t <= 3; t++) {
      double g = gradients[t - 1];
      m = 0.9 * m + 0.1 * g;
      s = 0.999 * s + 0.001 * (g - m) * (g - m);
      double corrected = m / (1 - Math.pow(0.9, t));
      double belief = s / (1 - Math.pow(0.999, t));
      double step = RATE.valueAt(t - 1, 0) * corrected / Math.sqrt(belief);
      assertThat(steps[t - 1]).as("step %d", t).isCloseTo(step, within(1e-5));
    }
  }

  @Test
  void adamFollowsItsFormula() {
    double[] gradients = {3, 4, -1};
    double[] steps = steps(Optimizer.ADAM, gradients);
    double m = 0;
    double v = 0;
    for (int t = 1; t <= 3; t++) {
      double g = gradients[t - 1];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double step =
          RATE.valueAt(t - 1, 0)
              * (m / (1 - Math.pow(0.9, t)))
              / Math.sqrt(v / (1 - Math.pow(0.999, t)));
      assertThat(steps[t - 1]).as("step %d", t).isCloseTo(step, within(1e-5));
    }
  }

  /** The steps that a rule takes on one parameter with the given gradients. */
  private static double[] steps(Optimizer optimizer, double... gradients) {
    IUpdater updater = optimizer.updater(RATE, 0.9);
    GradientUpdater<?> rule =
        updater.instantiate(Nd4j.create(DataType.DOUBLE, 1, updater.stateSize(2)), true);
    double[] steps = new double[gradients.length];
    for (int t = 0; t < gradients.length; t++) {
      INDArray gradient = Nd4j.createFromArray(new double[][] {{gradients[t], -gradients[t]}});
      rule.applyUpdater(gradient, t, 0);
      assertThat(gradient.getDouble(1)).isCloseTo(-gradient.getDouble(0), within(1e-9));
      steps[t] = gradient.getDouble(0);
    }
    return steps;
  }
}
