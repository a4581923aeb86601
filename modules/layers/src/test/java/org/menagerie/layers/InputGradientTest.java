package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A first convolution that leaves out the gradient of the data. */
class InputGradientTest {
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void leavingItOutChangesNothingThatIsLearned(DataType type) {
    ComputationGraph with = graph(type, true);
    ComputationGraph without = graph(type, false);
    DataSet data = new DataSet(images(type), Graphs.oneHot(type, 3, 4));
    for (int i = 0; i < 4; i++) {
      with.fit(data);
      without.fit(data);
    }
    assertThat(without.params()).isEqualTo(with.params());
    RoundTrip.assertUnchanged(without, data.getFeatures());
    assertThat(without.getConfiguration()).isNotEqualTo(with.getConfiguration());
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void itIsZeroWhereLeftOut(DataType type) {
    assertThat(largestInputGradient(graph(type, true))).isPositive();
    assertThat(largestInputGradient(graph(type, false))).isZero();
  }

  private static double largestInputGradient(ComputationGraph graph) {
    graph.initGradientsView();
    Layer layer = graph.getLayer("a");
    DataType type = graph.params().dataType();
    layer.setInput(images(type), NONE);
    INDArray epsilon = Graphs.normal(type, 2, layer.activate(true, NONE).shape());
    return layer.backpropGradient(epsilon, NONE).getSecond().amaxNumber().doubleValue();
  }

  private static INDArray images(DataType type) {
    return Graphs.normal(type, 1, 3, 6, 5, 2);
  }

  /** The data also goes another way, whose gradient of it must not get in the way. */
  private static ComputationGraph graph(DataType type, boolean inputGradient) {
    return Graphs.of(
        type,
        InputType.convolutional(6, 5, 2, CNN2DFormat.NHWC),
        g ->
            g.addLayer("a", convolution(inputGradient), "in")
                .addLayer("b", convolution(true), "in")
                .addVertex("add", new ResidualAdd(true), "a", "b")
                .addLayer("pool", new GlobalPooling.Builder(PoolingType.AVG).build(), "add")
                .addLayer("out", new SoftmaxOutput.Builder().nOut(4).build(), "pool")
                .setOutputs("out"));
  }

  private static Convolution convolution(boolean inputGradient) {
    Convolution.Builder builder = new Convolution.Builder(3, 3);
    builder.inputGradient(inputGradient).nOut(4).activation(Activation.TANH);
    return builder.build();
  }
}
