package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What ND4J does with every array, and should be cheap. */
class ArrayCostTest {

  @Test
  void theNumberDrawnWithEveryArrayIsNoStrongOne() throws ClassNotFoundException {
    Class<?> drawn = Class.forName("org.apache.commons.lang3.RandomUtils");
    assertThat(drawn.getMethods()).extracting(Method::getName).doesNotContain("secure");
  }

  @Test
  void stepsOfASmallNetworkMakeNoNativeObjects() {
    ComputationGraph graph =
        Graphs.of(
            DataType.FLOAT,
            InputType.feedForward(4),
            new FastAdam(0.01),
            layers ->
                layers
                    .addLayer(
                        "a", new Dense.Builder().nOut(32).activation(Activation.TANH).build(), "in")
                    .addLayer(
                        "b",
                        new Dense.Builder().nOut(16).activation(new GeluActivation()).build(),
                        "a")
                    .addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "b")
                    .setOutputs("out"));
    FastFit fit = new FastFit(graph);
    DataSet batch =
        new DataSet(Graphs.normal(DataType.FLOAT, 1, 8, 4), Graphs.oneHot(DataType.FLOAT, 8, 3));
    fit.fit(batch);
    DeallocatorService objects = Nd4j.getDeallocatorService();
    long before = objects.nextValue();
    for (int i = 0; i < 100; i++) {
      fit.fit(batch);
    }
    assertThat(objects.nextValue() - before).isEqualTo(1);
  }
}
