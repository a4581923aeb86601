package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Deeplearning4j runs frozen layers in inference and then backwards; so do external errors. */
class BackwardAfterInferenceTest {
  private static final DataType F = DataType.FLOAT;
  private static final InputType ROWS = InputType.feedForward(4);

  @ParameterizedTest
  @MethodSource("org.menagerie.layers.LayerCase#all")
  void gradientsAreThoseOfTheTrainingPass(LayerCase each) {
    for (DataType type : new DataType[] {F, DataType.DOUBLE}) {
      List<INDArray> expected = gradients(each.network(type), each.input().apply(type), true);
      List<INDArray> actual = gradients(each.network(type), each.input().apply(type), false);
      for (int i = 0; i < expected.size(); i++) {
        Near.assertNear(actual.get(i), expected.get(i), 1e-5, type + " gradient " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TANH", "RELU", "ELU", "IDENTITY"})
  void frozenDenseLayersPassGradientsAsStockOnes(Activation activation) {
    assertFrozenAlike(
        new Dense.Builder().nOut(7).activation(activation).build(),
        new DenseLayer.Builder().nOut(7).activation(activation).build());
  }

  @ParameterizedTest
  @MethodSource("org.menagerie.layers.LayerCase#all")
  void neitherDropoutNorWeightNoiseActs(LayerCase each) {
    for (DataType type : new DataType[] {F, DataType.DOUBLE}) {
      INDArray x = each.input().apply(type);
      List<INDArray> expected = gradients(each.network(type), x, false);
      MultiLayerNetwork noisy =
          each.network(
              type,
              options ->
                  options.dropOut(0.5).weightNoise(new WeightNoise(new NormalDistribution(0, 1))));
      assertThat(noisy.getLayer(0).conf().getLayer().getIDropout()).isNotNull();
      assertThat(gradients(noisy, x, false)).isEqualTo(expected);
    }
  }

  /** Frozen in training, a norm drops its input like any other, and the gradient with it. */
  @Test
  void aFixedBatchNormPassesTheGradientThroughItsDropout() {
    for (DataType type : new DataType[] {F, DataType.DOUBLE}) {
      BatchNorm plain = new BatchNorm.Builder().build();
      plain.fix();
      BatchNorm dropping = new BatchNorm.Builder().dropOut(0.5).build();
      dropping.fix();
      INDArray x = Graphs.normal(type, 1, 6, 4);
      INDArray all = gradients(LayerCase.network(type, plain, ROWS), x, true).get(0);
      INDArray some = gradients(LayerCase.network(type, dropping, ROWS), x, true).get(0);
      INDArray kept = some.neq(0).castTo(type);
      assertThat(kept.sumNumber().intValue()).isBetween(1, 23);
      Near.assertNear(some, all.mul(2).mul(kept), 1e-6, "dx");
    }
  }

  @Test
  void aFrozenBatchNormPassesTheGradientOfItsRunningStatistics() {
    for (Activation activation : new Activation[] {Activation.IDENTITY, Activation.RELU}) {
      for (DataType type : new DataType[] {F, DataType.DOUBLE}) {
        BatchNorm layer = new BatchNorm.Builder().activation(activation).build();
        MultiLayerNetwork network =
            LayerCase.network(type, layer, InputType.convolutional(3, 3, 2, CNN2DFormat.NHWC));
        network.setParam("0_gamma", Nd4j.createFromArray(1.5, -0.5).castTo(type));
        network.setParam("0_beta", Nd4j.createFromArray(0.25, 0.5).castTo(type));
        network.setParam("0_mean", Nd4j.createFromArray(0.5, -1.0).castTo(type));
        network.setParam("0_var", Nd4j.createFromArray(4.0, 0.25).castTo(type));
        INDArray x = Graphs.normal(type, 1, 4, 3, 3, 2);
        INDArray y = network.output(x);
        INDArray dy = epsilon(y);
        INDArray passed = activation == Activation.RELU ? y.gt(0).castTo(type) : Nd4j.onesLike(y);
        INDArray factors = Nd4j.createFromArray(1.5 / 2, -0.5 / 0.5).castTo(type);
        INDArray expected = dy.mul(passed).reshape(36, 2).mulRowVector(factors).reshape(4, 3, 3, 2);
        List<INDArray> gradients = gradients(network, x, false);
        Near.assertNear(gradients.get(0), expected, 1e-4, "dx");
        INDArray zeros = Nd4j.zeros(type, 2);
        assertThat(gradients.get(3).reshape(2)).as("the mean stays").isEqualTo(zeros);
        assertThat(gradients.get(4).reshape(2)).as("the variance stays").isEqualTo(zeros);
      }
    }
  }

  @Test
  void aResidualSumIsDifferentiatedAfterInference() {
    INDArray x = Graphs.normal(F, 1, 6, 4);
    List<INDArray> results = new ArrayList<>();
    for (boolean training : new boolean[] {true, false}) {
      ComputationGraph graph =
          Graphs.of(
              F,
              ROWS,
              g ->
                  g.addLayer("a", dense(), "in")
                      .addLayer("b", dense(), "in")
                      .addVertex("sum", new ResidualAdd(true), "a", "b")
                      .addLayer("out", dense(), "sum")
                      .setOutputs("out"));
      graph.setInputs(x);
      graph.feedForward(new INDArray[] {x}, training, false);
      results.add(graph.backpropGradient(Graphs.normal(F, 2, 6, 5)).gradient().dup());
    }
    Near.assertNear(results.get(1), results.get(0), 1e-5, "gradient");
  }

  private static Dense dense() {
    return new Dense.Builder().nOut(5).activation(Activation.TANH).build();
  }

  /** dx and then the gradients of all parameters, after a forward pass of either kind. */
  private static List<INDArray> gradients(MultiLayerNetwork network, INDArray x, boolean training) {
    // what another pass left in the kernels' memory must play no part
    network.feedForward(x.mul(0), false);
    network.setInput(x);
    List<INDArray> activations = network.feedForward(training, false);
    var result =
        network.backpropGradient(
            epsilon(activations.get(activations.size() - 1)), LayerWorkspaceMgr.noWorkspaces());
    List<INDArray> all = new ArrayList<>();
    if (result.getSecond() != null) {
      all.add(result.getSecond().dup());
    }
    result.getFirst().gradientForVariable().values().forEach(g -> all.add(g.dup()));
    return all;
  }

  private static INDArray epsilon(INDArray y) {
    return Graphs.normal(y.dataType(), 2, y.shape());
  }

  private static void assertFrozenAlike(Layer ours, Layer stock) {
    List<INDArray> trained = new ArrayList<>();
    for (Layer layer : new Layer[] {ours, stock}) {
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .seed(3)
                  .dataType(F)
                  .updater(new Sgd(0.1))
                  .list()
                  .layer(new DenseLayer.Builder().nOut(5).activation(Activation.TANH).build())
                  .layer(new FrozenLayerWithBackprop(layer))
                  .layer(Sequences.output(3))
                  .setInputType(ROWS)
                  .build());
      network.init();
      for (int i = 0; i < 4; i++) {
        network.fit(Graphs.normal(F, i, 6, 4), Graphs.oneHot(F, 6, 3));
      }
      trained.add(network.params().dup());
    }
    Near.assertNear(trained.get(0), trained.get(1), 1e-5, "parameters");
  }
}
