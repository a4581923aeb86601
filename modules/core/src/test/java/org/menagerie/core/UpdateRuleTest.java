package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Every update rule on offer takes the steps that its publication says, or as said. */
class UpdateRuleTest {
  private static final double RATE = 0.03;
  private static final double MU = 0.9;
  private static final double B1 = 0.9;
  private static final double B2 = 0.999;
  private static final double[][] GRADIENTS = {
    {0.5, -2, 1e-3}, {0.25, 3, -2e-3}, {-0.5, 0.1, 1e-3}, {1.5, -0.7, 0}
  };

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void stepsAreThePublishedOnes(Optimizer optimizer) {
    int size = GRADIENTS[0].length;
    IUpdater updater =
        optimizer.updater(new ProgressSchedule(LearningRateSchedule.CONSTANT, RATE, 4), MU);
    INDArray state = Nd4j.zeros(DataType.DOUBLE, 1, Math.max(1, updater.stateSize(size)));
    GradientUpdater<?> rule =
        updater.stateSize(size) == 0
            ? updater.instantiate((INDArray) null, false)
            : updater.instantiate(state, true);
    Published[] published = new Published[size];
    Arrays.setAll(published, i -> new Published());
    for (int t = 0; t < GRADIENTS.length; t++) {
      INDArray step = Nd4j.createFromArray(GRADIENTS[t]).reshape(1, size);
      rule.applyUpdater(step, t, 0);
      for (int i = 0; i < size; i++) {
        double expected = published[i].step(optimizer, GRADIENTS[t][i], t + 1);
        assertThat(step.getDouble(i))
            .as("%s, step %d of gradient %s", optimizer, t + 1, GRADIENTS[t][i])
            .isCloseTo(expected, within(1e-6 * Math.abs(expected)));
      }
    }
  }

  /** Slopes come from the loss's values alone, steps from the publications. */
  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void aNetworksWeightsTakeThePublishedStepsDownItsLoss(Optimizer optimizer) {
    ComputationGraph network = network(optimizer);
    DataSet data =
        new DataSet(
            Nd4j.createFromArray(new double[][] {{0.5, -1.2}, {-0.3, 0.8}, {1.1, 0.4}}),
            Nd4j.createFromArray(new double[][] {{1, 0.2}, {-0.7, 0.6}, {0.1, -1.5}}));
    INDArray weights = network.params();
    int size = (int) weights.length();
    Published[] published = new Published[size];
    Arrays.setAll(published, i -> new Published());
    for (int t = 1; t <= 4; t++) {
      double[] slopes = slopes(network, data);
      double[] before = weights.dup().toDoubleVector();
      network.fit(data);
      double[] after = weights.dup().toDoubleVector();
      for (int i = 0; i < size; i++) {
        double expected = published[i].step(optimizer, slopes[i], t);
        assertThat(before[i] - after[i])
            .as("%s, step %d of weight %d, slope %s", optimizer, t, i, slopes[i])
            .isCloseTo(expected, within(2e-6 * Math.abs(expected)));
      }
    }
  }

  private static double[] slopes(ComputationGraph network, DataSet data) {
    INDArray weights = network.params();
    double[] slopes = new double[(int) weights.length()];
    for (int i = 0; i < slopes.length; i++) {
      int place = i;
      double value = weights.getDouble(i);
      slopes[i] =
          Slope.of(
              shift -> {
                weights.putScalar(place, value + shift);
                return network.score(data, false);
              });
      weights.putScalar(i, value);
    }
    return slopes;
  }

  /** Two inputs, three tanh neurons, two outputs; 17 parameters. */
  private static ComputationGraph network(Optimizer optimizer) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(3)
                .updater(
                    optimizer.updater(
                        new ProgressSchedule(LearningRateSchedule.CONSTANT, RATE, 4), MU))
                .graphBuilder()
                .addInputs("x")
                .addLayer(
                    "hidden",
                    new DenseLayer.Builder().nIn(2).nOut(3).activation(Activation.TANH).build(),
                    "x")
                .addLayer(
                    "output",
                    new OutputLayer.Builder(new LossMSE())
                        .activation(Activation.IDENTITY)
                        .nIn(3)
                        .nOut(2)
                        .build(),
                    "hidden")
                .setOutputs("output")
                .build());
    network.init();
    return network;
  }

  /** One parameter under the published formulas; a step is what is subtracted from it. */
  private static final class Published {
    private double m;
    private double v;
    private double largest;

    double step(Optimizer optimizer, double g, int t) {
      return switch (optimizer) {
        case SGD -> RATE * g;
        case MOMENTUM -> {
          m = MU * m + g;
          yield RATE * m;
        }
        case NESTEROV -> nesterov(g);
        case ADAGRAD -> { // ND4J's sum starts at its epsilon, which the paper adds to the root
          // alone
          v = (t == 1 ? 1e-6 : v) + g * g;
          yield RATE * g / (Math.sqrt(v) + 1e-6);
        }
        case ADADELTA -> adaDelta(g);
        case RMSPROP -> { // ND4J's mean starts at its epsilon, the lecture's at 0
          v = 0.95 * (t == 1 ? 1e-8 : v) + 0.05 * g * g;
          yield RATE * g / (Math.sqrt(v) + 1e-8);
        }
        case ADAM -> {
          moments(g);
          yield RATE * corrected(m, B1, t) / (Math.sqrt(corrected(v, B2, t)) + epsilon(t));
        }
        case ADAMAX -> {
          m = B1 * m + (1 - B1) * g;
          v = Math.max(B2 * v, Math.abs(g));
          yield RATE * corrected(m, B1, t) / v;
        }
        case NADAM -> {
          moments(g);
          double ahead = B1 * corrected(m, B1, t + 1) + (1 - B1) * corrected(g, B1, t);
          yield RATE * ahead / (Math.sqrt(corrected(v, B2, t)) + 1e-8);
        }
        case AMSGRAD -> { // ND4J corrects both moments; Reddi et al., 2018, algorithm 2, neither
          moments(g);
          largest = Math.max(largest, v);
          yield RATE * corrected(m, B1, t) / (Math.sqrt(corrected(largest, B2, t)) + epsilon(t));
        }
        case ADABELIEF -> { // with ND4J's 1e-14, the paper has 1e-8
          m = B1 * m + (1 - B1) * g;
          v = B2 * v + (1 - B2) * (g - m) * (g - m) + 1e-14;
          yield RATE * corrected(m, B1, t) / (Math.sqrt(corrected(v, B2, t)) + 1e-14);
        }
      };
    }

    private double nesterov(double g) {
      double before = m;
      m = MU * m - RATE * g;
      return MU * before - (1 + MU) * m;
    }

    private double adaDelta(double g) {
      v = 0.95 * v + 0.05 * g * g;
      double step = g * Math.sqrt(m + 1e-6) / Math.sqrt(v + 1e-6);
      m = 0.95 * m + 0.05 * step * step;
      return step;
    }

    private void moments(double g) {
      m = B1 * m + (1 - B1) * g;
      v = B2 * v + (1 - B2) * g * g;
    }

    // the paper's second form adds its epsilon before the correction of v
    private static double epsilon(int t) {
      return 1e-8 / Math.sqrt(1 - Math.pow(B2, t));
    }

    private static double corrected(double moment, double decay, int t) {
      return moment / (1 - Math.pow(decay, t));
    }
  }
}
