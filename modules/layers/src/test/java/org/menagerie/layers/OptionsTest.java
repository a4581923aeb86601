package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Deeplearning4j's own options act on these layers as on its own, in a MultiLayerNetwork too. */
class OptionsTest {
  private static final DataType F = DataType.FLOAT;

  @Test
  void l1L2AndInitialWeightsAreThoseOfStockDeeplearning4j() {
    MultiLayerNetwork ours = network(1, dense(), output());
    MultiLayerNetwork stock = network(1, stockDense(), stockOutput());
    assertThat(ours.params()).isEqualTo(stock.params());
    train(ours);
    train(stock);
    Near.assertNear(ours.params(), stock.params(), 1e-5, "parameters");
    assertThat(ours.score()).isCloseTo(stock.score(), within(1e-4));
  }

  @Test
  void dropoutWithOneSeedIsThatOfStockDeeplearning4j() {
    MultiLayerNetwork ours = network(0.5, dense(), output());
    MultiLayerNetwork stock = network(0.5, stockDense(), stockOutput());
    train(ours);
    train(stock);
    Near.assertNear(ours.params(), stock.params(), 1e-5, "parameters");
  }

  private static void train(MultiLayerNetwork network) {
    INDArray x = Graphs.normal(F, 1, 6, 5);
    Nd4j.getRandom().setSeed(99);
    for (int i = 0; i < 4; i++) {
      network.fit(x, Graphs.oneHot(F, 6, 3));
    }
  }

  private static MultiLayerNetwork network(double retained, Layer hidden, Layer output) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(F)
                .updater(new Sgd(0.1))
                .l1(0.01)
                .l2(0.02)
                .dropOut(retained)
                .list()
                .layer(hidden)
                .layer(output)
                .setInputType(InputType.feedForward(5))
                .build());
    network.init();
    return network;
  }

  private static Layer dense() {
    return new Dense.Builder().nOut(7).activation(Activation.SIGMOID).build();
  }

  private static Layer stockDense() {
    return new DenseLayer.Builder().nOut(7).activation(Activation.SIGMOID).build();
  }

  private static Layer output() {
    return new SoftmaxOutput.Builder().nOut(3).build();
  }

  private static Layer stockOutput() {
    return new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build();
  }
}
