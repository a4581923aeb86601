package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

class ResidualTest {
  private static final DataType F = DataType.FLOAT;

  @Test
  void weightNoiseReachesTheBranch() {
    MultiLayerNetwork network = network(new DropConnect(0.5));
    INDArray x = Graphs.normal(F, 1, 6, 4);
    INDArray quiet = network.feedForward(x, false).get(1).dup();
    assertThat(network.feedForward(x, true).get(1)).isNotEqualTo(quiet);
    assertThat(network.feedForward(x, false).get(1)).isEqualTo(quiet);
  }

  @Test
  void weightNoiseIsDrawnAnewInEveryStep() {
    // without any loss of weights, each step must use the weights that the last one trained
    MultiLayerNetwork noisy = network(new DropConnect(1.0));
    MultiLayerNetwork plain = network(null);
    for (int i = 0; i < 3; i++) {
      INDArray x = Graphs.normal(F, i, 6, 4);
      noisy.fit(x, Graphs.oneHot(F, 6, 3));
      plain.fit(x, Graphs.oneHot(F, 6, 3));
    }
    Near.assertNear(noisy.params(), plain.params(), 1e-5, "parameters");
  }

  @Test
  void optionsThatWouldPlayNoPartInsideAreRefused() {
    assertRefused(b -> b.weightNoise(new DropConnect(0.5)), "weight noise");
    assertRefused(b -> b.updater(new Sgd(1)), "updater");
    assertRefused(b -> b.biasUpdater(new Sgd(1)), "updater");
    assertRefused(b -> b.l2(0.1), "L1 and L2");
    assertRefused(b -> b.constrainWeights(new MaxNormConstraint(1, 1)), "constraints");
    assertRefused(b -> b.weightInit(WeightInit.ZERO), "weight initialisation");
  }

  @Test
  void aBranchWithinABranchIsRefused() {
    Residual inner = new Residual.Builder(new FeedForward.Builder(7).build()).build();
    assertThatThrownBy(() -> new Residual.Builder(inner))
        .hasMessage("a residual branch takes no residual branch");
  }

  private static void assertRefused(UnaryOperator<FeedForward.Builder> option, String name) {
    FeedForward layer = option.apply(new FeedForward.Builder(7)).build();
    assertThatThrownBy(() -> new Residual.Builder(layer))
        .hasMessage(
            "a layer in a residual branch takes no " + name + " of its own; set the branch's");
  }

  private static MultiLayerNetwork network(DropConnect noise) {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder().seed(3).updater(new Sgd(0.1));
    Residual.Builder residual = new Residual.Builder(new FeedForward.Builder(7).build());
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder
                .list()
                .layer(residual.weightNoise(noise).build())
                .layer(Sequences.output(3))
                .setInputType(InputType.feedForward(4))
                .build());
    network.init();
    return network;
  }
}
