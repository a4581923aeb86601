package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class ImageLayersTest {
  private static final DataType D = DataType.DOUBLE;
  private static final DataType F = DataType.FLOAT;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, Same, 7, 5", "2, 3, 2, Same, 7, 5", "3, 3, 1, Truncate, 5, 7",
    "2, 3, 2, Truncate, 8, 6", "1, 2, 2, Same, 5, 4", "2, 5, 3, Same, 11, 13"
  })
  void convolutionGradientsAreRight(
      int batch, int kernel, int stride, ConvolutionMode mode, int height, int width) {
    ComputationGraph graph =
        graph(
            D,
            height,
            width,
            g ->
                g.addLayer("a", convolution(3, 1, 1, mode, Activation.TANH, true), "in")
                    .addLayer("b", convolution(4, kernel, stride, mode, Activation.ELU, false), "a")
                    .addLayer("c", convolution(2, 1, 1, mode, Activation.SIGMOID, true), "b")
                    .addLayer("pool", new GlobalPooling.Builder(PoolingType.AVG).build(), "c"));
    GradientCheck.assertRight(graph, data(D, batch, height, width));
  }

  @Test
  void explicitPaddingAndDilationGradientsAreRight() {
    ComputationGraph graph =
        graph(
            D,
            7,
            7,
            g ->
                g.addLayer("a", convolution(3, 1, 1, null, Activation.TANH, true), "in")
                    .addLayer(
                        "b",
                        new Convolution.Builder(3, 3)
                            .padding(2, 1)
                            .dilation(2, 2)
                            .nOut(2)
                            .activation(Activation.TANH)
                            .build(),
                        "a")
                    .addLayer("pool", new GlobalPooling.Builder(PoolingType.MAX).build(), "b"));
    GradientCheck.assertRight(graph, data(D, 3, 7, 7));
  }

  @ParameterizedTest
  @CsvSource({"MAX, 2, 2, Truncate", "MAX, 3, 2, Same", "AVG, 2, 2, Truncate", "AVG, 3, 2, Same"})
  void poolingGradientsAreRight(PoolingType type, int window, int stride, ConvolutionMode mode) {
    ComputationGraph graph =
        graph(
            D,
            7,
            5,
            g ->
                g.addLayer("a", convolution(3, 3, 1, null, Activation.TANH, true), "in")
                    .addLayer("b", pooling(type, window, stride, mode), "a")
                    .addLayer("pool", new GlobalPooling.Builder(PoolingType.AVG).build(), "b"));
    GradientCheck.assertRight(graph, data(D, 3, 7, 5));
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"IDENTITY", "RELU", "TANH"})
  void batchNormGradientsAreRight(Activation activation) {
    ComputationGraph graph =
        graph(
            D,
            5,
            3,
            g ->
                g.addLayer("a", convolution(3, 3, 1, null, Activation.TANH, true), "in")
                    .addLayer("b", batchNorm(activation), "a")
                    .addLayer("pool", new GlobalPooling.Builder(PoolingType.AVG).build(), "b")
                    .addLayer("d", dense(5), "pool")
                    .addLayer("e", batchNorm(activation), "d"));
    GradientCheck.assertRight(graph, data(D, 4, 5, 3), "mean", "var");
  }

  @Test
  void residualGradientsAreRight() {
    for (boolean relu : new boolean[] {true, false}) {
      ComputationGraph graph = graph(D, 5, 5, g -> residual(g, relu));
      GradientCheck.assertRight(graph, data(D, 3, 5, 5), "mean", "var");
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 1, Same", "3, 2, Same", "5, 1, Truncate", "2, 2, Truncate"})
  void convolutionEqualsStockDeeplearning4j(int kernel, int stride, ConvolutionMode mode) {
    ConvolutionLayer stock =
        new ConvolutionLayer.Builder(kernel, kernel)
            .stride(stride, stride)
            .convolutionMode(mode)
            .nOut(4)
            .activation(Activation.RELU)
            .build();
    assertEqualsStock(convolution(4, kernel, stride, mode, Activation.RELU, true), stock);
  }

  @ParameterizedTest
  @CsvSource({"MAX, 2, 2, Truncate", "MAX, 3, 2, Same", "AVG, 2, 2, Truncate", "AVG, 3, 1, Same"})
  void poolingEqualsStockDeeplearning4j(
      PoolingType type, int window, int stride, ConvolutionMode mode) {
    SubsamplingLayer stock =
        new SubsamplingLayer.Builder(type, new int[] {window, window})
            .stride(stride, stride)
            .convolutionMode(mode)
            .build();
    assertEqualsStock(pooling(type, window, stride, mode), stock);
  }

  @Test
  void batchNormAndItsRunningStatisticsEqualStockDeeplearning4j() {
    BatchNormalization stock = new BatchNormalization.Builder().useLogStd(false).decay(0.7).build();
    assertEqualsStock(new BatchNorm.Builder().decay(0.7).build(), stock);
  }

  @Test
  void savedImageNetworksAnswerAsBefore() {
    ComputationGraph graph =
        graph(
            F,
            8,
            8,
            g -> residual(g.addLayer("first", pooling(PoolingType.MAX, 2, 2, null), "in"), true));
    DataSet data = data(F, 3, 8, 8);
    graph.fit(data);
    RoundTrip.assertUnchanged(graph, data.getFeatures());
  }

  @Test
  void aSameWindowThatLeavesOutElementsIsRefused() {
    ComputationGraph graph =
        graph(
            F,
            9,
            9,
            g ->
                g.addLayer(
                        "a",
                        convolution(2, 1, 4, ConvolutionMode.Same, Activation.TANH, true),
                        "in")
                    .addLayer("pool", new GlobalPooling.Builder(PoolingType.AVG).build(), "a"));
    INDArray x = data(F, 1, 12, 12).getFeatures();
    assertThatThrownBy(() -> graph.outputSingle(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leaves out");
  }

  @Test
  void channelsFirstImagesAreRefused() {
    assertThatThrownBy(
            () ->
                Graphs.of(
                    F,
                    InputType.convolutional(8, 8, 2, CNN2DFormat.NCHW),
                    g ->
                        g.addLayer("a", convolution(3, 3, 1, null, Activation.RELU, true), "in")
                            .addLayer("out", output(), "a")
                            .setOutputs("out")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NHWC");
  }

  /** A stem of our own and the two layers behind it, trained side by side. */
  private static void assertEqualsStock(Layer ours, Layer stock) {
    ComputationGraph a = behindStem(ours, new GlobalPooling.Builder(PoolingType.AVG).build());
    ComputationGraph b = behindStem(stock, new GlobalPoolingLayer(PoolingType.AVG));
    b.setParams(a.params());
    DataSet data = data(F, 5, 9, 7);
    for (int i = 0; i < 4; i++) {
      a.fit(data);
      b.fit(data);
    }
    Near.assertNear(a.params(), b.params(), 1e-5, "parameters after 4 steps");
    INDArray x = data.getFeatures();
    Near.assertNear(a.outputSingle(x), b.outputSingle(x), 1e-5, "output");
  }

  private static ComputationGraph behindStem(Layer layer, Layer pooling) {
    ConvolutionLayer stem =
        new ConvolutionLayer.Builder(3, 3)
            .nOut(3)
            .dataFormat(CNN2DFormat.NHWC)
            .activation(Activation.TANH)
            .build();
    return graph(
        F,
        9,
        7,
        g -> g.addLayer("a", stem, "in").addLayer("b", layer, "a").addLayer("p", pooling, "b"));
  }

  private static GraphBuilder residual(GraphBuilder g, boolean relu) {
    String in = g.getVertices().containsKey("first") ? "first" : "in";
    return g.addLayer("stem", convolution(3, 3, 1, ConvolutionMode.Same, Activation.TANH, true), in)
        .addLayer(
            "c1", convolution(3, 3, 1, ConvolutionMode.Same, Activation.IDENTITY, false), "stem")
        .addLayer("n1", batchNorm(Activation.RELU), "c1")
        .addVertex("add", new ResidualAdd(relu), "n1", "stem")
        .addLayer(
            "c2", convolution(4, 3, 2, ConvolutionMode.Same, Activation.IDENTITY, true), "add")
        .addLayer(
            "c3", convolution(4, 1, 2, ConvolutionMode.Same, Activation.IDENTITY, true), "add")
        .addVertex("add2", new ResidualAdd(relu), "c2", "c3")
        .addLayer("pool", new GlobalPooling.Builder(PoolingType.AVG).build(), "add2");
  }

  private static ComputationGraph graph(
      DataType type, int height, int width, UnaryOperator<GraphBuilder> layers) {
    return Graphs.of(
        type,
        InputType.convolutional(height, width, 2, CNN2DFormat.NHWC),
        g -> {
          GraphBuilder body = layers.apply(g);
          String last = body.getVertices().keySet().stream().reduce((x, y) -> y).orElseThrow();
          return body.addLayer("out", output(), last).setOutputs("out");
        });
  }

  private static DataSet data(DataType type, int batch, int height, int width) {
    return new DataSet(
        Graphs.normal(type, 1, batch, height, width, 2), Graphs.oneHot(type, batch, 3));
  }

  private static Convolution convolution(
      int out, int kernel, int stride, ConvolutionMode mode, Activation activation, boolean bias) {
    Convolution.Builder builder = new Convolution.Builder(kernel, kernel);
    builder.stride(stride, stride).nOut(out).activation(activation).hasBias(bias);
    if (mode != null) {
      builder.convolutionMode(mode);
    }
    return builder.build();
  }

  private static Pooling pooling(PoolingType type, int window, int stride, ConvolutionMode mode) {
    Pooling.Builder builder = new Pooling.Builder(type, window, window);
    builder.stride(stride, stride).convolutionMode(mode);
    return builder.build();
  }

  private static BatchNorm batchNorm(Activation activation) {
    return new BatchNorm.Builder().activation(activation).build();
  }

  private static Dense dense(int out) {
    return new Dense.Builder().nOut(out).activation(Activation.IDENTITY).build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build();
  }
}
