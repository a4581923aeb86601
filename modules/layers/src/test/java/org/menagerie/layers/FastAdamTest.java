package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class FastAdamTest {
  private static final DataType F = DataType.FLOAT;

  @Test
  void updatesEqualThoseOfNd4j() {
    int n = 5003; // two full chunks and a part
    GradientUpdater<?> ours = updater(new FastAdam(0.01, 0.8, 0.99, 1e-6), n);
    GradientUpdater<?> stock = updater(new Adam(0.01, 0.8, 0.99, 1e-6), n);
    for (int i = 0; i < 20; i++) {
      INDArray gradient = Graphs.normal(F, i, n).muli(i % 3 == 0 ? 1e-3 : 1);
      INDArray expected = gradient.dup();
      ours.applyUpdater(gradient, i, 0);
      stock.applyUpdater(expected, i, 0);
      Near.assertNear(gradient, expected, 1e-6, "update " + i);
    }
    Near.assertNear(ours.getState().get("M"), stock.getState().get("M"), 1e-6, "M");
    Near.assertNear(ours.getState().get("V"), stock.getState().get("V"), 1e-6, "V");
  }

  @Test
  void trainingGoesOnFromASavedModelAsIfNeverInterrupted() {
    ISchedule schedule = new MapSchedule(ScheduleType.ITERATION, Map.of(0, 0.1, 3, 0.01));
    ComputationGraph graph = graph(new FastAdam(schedule));
    DataSet data = new DataSet(Graphs.normal(F, 1, 8, 5), Graphs.oneHot(F, 8, 3));
    for (int i = 0; i < 2; i++) {
      graph.fit(data);
    }
    ComputationGraph loaded = RoundTrip.saveAndLoad(graph);
    for (int i = 0; i < 3; i++) {
      graph.fit(data);
      loaded.fit(data);
    }
    assertThat(loaded.params()).isEqualTo(graph.params());
  }

  @Test
  void optionsSurviveJsonAndCloning() {
    FastAdam adam = new FastAdam(0.01, 0.8, 0.99, 1e-6);
    assertThat(adam.clone()).isEqualTo(adam).isInstanceOf(FastAdam.class);
    ComputationGraphConfiguration conf = graph(adam).getConfiguration();
    assertThat(ComputationGraphConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
  }

  private static GradientUpdater<?> updater(IUpdater config, int n) {
    return config.instantiate(Nd4j.create(F, 1, 2L * n), true);
  }

  private static ComputationGraph graph(IUpdater updater) {
    return Graphs.of(
        F,
        InputType.feedForward(5),
        updater,
        g ->
            g.addLayer("a", new Dense.Builder().nOut(4).activation(Activation.TANH).build(), "in")
                .addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "a")
                .setOutputs("out"));
  }
}
