package org.menagerie.cnn;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.menagerie.layers.Convolution;
import org.menagerie.layers.GlobalPooling;
import org.menagerie.layers.ResidualAdd;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GradCamTest {
  // 1 x 1 windows: every pixel p becomes (2p, -p + 3), twice that by way of a sum
  private static final INDArray PICTURE =
      Nd4j.create(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, new long[] {1, 2, 4, 1}, 'c');

  private static ComputationGraph network() {
    var graph = new NeuralNetConfiguration.Builder().graphBuilder().addInputs("in");
    Convolution.Builder layer = new Convolution.Builder(1, 1);
    layer.nOut(2).activation(Activation.IDENTITY);
    graph
        .addLayer("map", layer.build(), "in")
        .addVertex("sum", new ResidualAdd(false), "map", "map")
        .addLayer("pool", new GlobalPooling.Builder(PoolingType.AVG).build(), "sum")
        .addLayer(
            "out", new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build(), "pool")
        .setOutputs("out")
        .setInputTypes(InputType.convolutional(2, 4, 1, CNN2DFormat.NHWC));
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    network
        .getLayer("map")
        .setParam("W", Nd4j.create(new float[] {2, -1}, new long[] {2, 1, 1, 1}));
    network.getLayer("map").setParam("b", Nd4j.create(new float[] {0, 3}, new long[] {1, 2}));
    network.getLayer("out").setParam("W", Nd4j.create(new float[][] {{8, -8}, {16, 4}}));
    return network;
  }

  /** Maps are (4p, 6 - 2p); a mean over 8 pixels makes the weights W[:, c] / 8. */
  @Test
  void mapsAreThoseOfAHandComputation() {
    INDArray pictures = Nd4j.concat(0, PICTURE, PICTURE);
    INDArray maps = GradCam.maps(network(), pictures, 0, 1).orElseThrow();
    assertThat(maps.shape()).containsExactly(2, 2, 4);
    for (int p = 0; p < 8; p++) {
      float first = 1f * 4 * p + 2f * (6 - 2 * p); // 12 everywhere
      float second = Math.max(0, -1f * 4 * p + 0.5f * (6 - 2 * p)); // 3 - 5 p, cut at 0
      assertThat(maps.getFloat(0, p / 4, p % 4)).isEqualTo(first);
      assertThat(maps.getFloat(1, p / 4, p % 4)).isEqualTo(second);
    }
  }

  @Test
  void askingForMapsLeavesTheNetworkAsItWas() {
    ComputationGraph network = network();
    INDArray before = network.params().dup();
    INDArray said = network.outputSingle(PICTURE).dup();
    GradCam.maps(network, PICTURE, 1);
    assertThat(network.params()).isEqualTo(before);
    assertThat(network.outputSingle(PICTURE)).isEqualTo(said);
  }

  @Test
  void mapsAreLinearBetweenTheCentresOfTheirFields() {
    float[][] map = {{0, 4}};
    assertThat(HeatOverlay.at(map, 0, 1, 0, 4)).isZero();
    assertThat(HeatOverlay.at(map, 0, 1, 1, 4)).isEqualTo(1);
    assertThat(HeatOverlay.at(map, 0, 1, 2, 4)).isEqualTo(3);
    assertThat(HeatOverlay.at(map, 0, 1, 3, 4)).isEqualTo(4);
  }
}
