package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Values instead of classes: Deeplearning4j's output layers behind these layers. */
class RegressionTest {
  private static final DataType D = DataType.DOUBLE;
  private static final DataType F = DataType.FLOAT;

  @ParameterizedTest
  @EnumSource(
      value = LossFunction.class,
      names = {"MSE", "L1"})
  void gradientsAreRightForValuesOfAWholeSequence(LossFunction loss) {
    INDArray values = Graphs.normal(D, 3, 4, 2).muli(5); // L1's kinks are far off
    DataSet data = new DataSet(Graphs.normal(D, 1, 4, 3, 5), values, Sequences.mask(D, 4, 5), null);
    GradientCheck.assertRight(pooled(D, dense(), loss), data);
  }

  @Test
  void gradientsAreRightForValuesOfEachStep() {
    RnnOutputLayer output =
        new RnnOutputLayer.Builder(LossFunction.MSE)
            .nOut(2)
            .activation(Activation.IDENTITY)
            .build();
    ComputationGraph graph =
        Graphs.of(
            D,
            InputType.recurrent(3),
            g -> g.addLayer("a", dense(), "in").addLayer("out", output, "a").setOutputs("out"));
    INDArray mask = Sequences.mask(D, 4, 5);
    DataSet data =
        new DataSet(Graphs.normal(D, 1, 4, 3, 5), Graphs.normal(D, 3, 4, 2, 5), mask, mask);
    GradientCheck.assertRight(graph, data);
  }

  @Test
  void learnsTheMeanOfTheRealSteps() {
    ComputationGraph graph =
        pooled(F, new BidirectionalGru.Builder().nOut(4).build(), LossFunction.MSE);
    INDArray x = Graphs.normal(F, 1, 32, 3, 5);
    INDArray mask = Sequences.maskAround(F, 32, 1, 5, 2);
    INDArray labels = x.mean(2).getColumns(0, 1);
    DataSet data = new DataSet(Sequences.pad(x, 1, 2, 9), labels, mask, null);
    double before = graph.score(data);
    for (int i = 0; i < 200; i++) {
      graph.fit(data);
    }
    assertThat(graph.score(data)).isLessThan(before / 10);
  }

  private static Layer dense() {
    return new Dense.Builder().nOut(4).activation(Activation.TANH).build();
  }

  private static ComputationGraph pooled(DataType type, Layer layer, LossFunction loss) {
    OutputLayer output =
        new OutputLayer.Builder(loss).nOut(2).activation(Activation.IDENTITY).build();
    return Graphs.of(
        type,
        InputType.recurrent(3),
        new Adam(0.02),
        g ->
            g.addLayer("a", layer, "in")
                .addLayer("pool", new TimePooling(TimePooling.Mode.MEAN), "a")
                .addLayer("out", output, "pool")
                .setOutputs("out"));
  }
}
