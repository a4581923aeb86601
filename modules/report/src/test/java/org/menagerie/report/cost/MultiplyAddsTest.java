package org.menagerie.report.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.menagerie.layers.AttentionPooling;
import org.menagerie.layers.BidirectionalLstm;
import org.menagerie.layers.Convolution;
import org.menagerie.layers.Dense;
import org.menagerie.layers.Gru;
import org.menagerie.layers.LayerNormalization;
import org.menagerie.layers.Lstm;
import org.menagerie.layers.MultiHeadAttention;
import org.menagerie.layers.Residual;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class MultiplyAddsTest {

  private static long of(InputType input, long[] example, Layer... layers) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder().graphBuilder().addInputs("in").setInputTypes(input);
    String last = "in";
    for (int i = 0; i < layers.length; i++) {
      graph.addLayer("layer-" + i, layers[i], last);
      last = "layer-" + i;
    }
    ComputationGraph network = new ComputationGraph(graph.setOutputs(last).build());
    network.init();
    return MultiplyAdds.of(network, Nd4j.rand(DataType.FLOAT, example));
  }

  @Test
  void aDenseLayerUsesEachWeightOnce() {
    Layer[] layers = {new Dense.Builder().nOut(5).build(), new Dense.Builder().nOut(2).build()};
    assertThat(of(InputType.feedForward(3), new long[] {1, 3}, layers)).isEqualTo(3 * 5 + 5 * 2);
  }

  @Test
  void aConvolutionUsesEachWeightForEachPixelItGives() {
    Layer layer = new Convolution.Builder(3, 3).nOut(4).stride(2, 2).padding(1, 1).build();
    InputType input = InputType.convolutional(8, 6, 2, CNN2DFormat.NHWC);
    // 4 x 3 pixels, 3 x 3 windows of 2 channels, 4 of them
    assertThat(of(input, new long[] {1, 8, 6, 2}, layer)).isEqualTo(4 * 3 * 9 * 2 * 4);
  }

  @Test
  void recurrentLayersUseEachWeightInEachStep() {
    InputType input = InputType.recurrent(3, 7);
    long[] example = {1, 3, 7};
    long lstm = 7 * 4 * (3 * 5 + 5 * 5);
    assertThat(of(input, example, new Lstm.Builder().nOut(5).build())).isEqualTo(lstm);
    assertThat(of(input, example, new Gru.Builder().nOut(5).build())).isEqualTo(lstm * 3 / 4);
    assertThat(of(input, example, new BidirectionalLstm.Builder().nOut(5).build()))
        .isEqualTo(2 * lstm);
  }

  @Test
  void attentionSetsEachStepAgainstEach() {
    Layer attention = new MultiHeadAttention.Builder(2).headSize(3).build();
    long one = 7 * (4 * 18 + 6 * 4) + 2 * 7 * 7 * 6;
    InputType input = InputType.recurrent(4, 7);
    long[] example = {1, 4, 7};
    assertThat(of(input, example, attention)).isEqualTo(one);
    Layer residual =
        new Residual.Builder(
                new LayerNormalization.Builder().build(),
                new MultiHeadAttention.Builder(2).headSize(3).build())
            .build();
    assertThat(of(input, example, residual)).isEqualTo(one);
    // hidden values, their product with the query, the weighted sum
    assertThat(of(input, example, new AttentionPooling.Builder(5).build()))
        .isEqualTo(7 * (4 * 5 + 5 + 4));
  }
}
