package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.ShortcutKernel;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class PaddedShortcutTest {
  private static final DataType D = DataType.DOUBLE;
  private static final DataType F = DataType.FLOAT;

  @ParameterizedTest
  @EnumSource
  void takesEveryOtherPixelAndAddsChannelsOfZeros(Kernels family) {
    INDArray x = Nd4j.arange(1, 10).castTo(F).reshape(1, 3, 3, 1);
    INDArray y = Nd4j.valueArrayOf(new long[] {1, 2, 2, 2}, 7f, F);
    INDArray dx = Nd4j.valueArrayOf(x.shape(), 7f, F);
    ShortcutKernel kernel = family.shortcut(2);
    kernel.forward(x, y);
    assertThat(y.ravel().toFloatVector()).containsExactly(1, 0, 3, 0, 7, 0, 9, 0);
    kernel.backward(y.add(1), dx);
    assertThat(dx.ravel().toFloatVector()).containsExactly(2, 0, 4, 0, 0, 0, 8, 0, 10);
  }

  @Test
  void javaEqualsTheReference() {
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      int stride = 1 + random.nextInt(3);
      int height = 1 + random.nextInt(9);
      int width = 1 + random.nextInt(9);
      int channels = 1 + random.nextInt(20);
      INDArray x = Graphs.normal(F, i, 1 + random.nextInt(5), height, width, channels);
      int out = channels + random.nextInt(20);
      long[] shape = {
        x.size(0), (height + stride - 1) / stride, (width + stride - 1) / stride, out
      };
      INDArray dy = Graphs.normal(F, 2, shape);
      INDArray[] ours = run(Kernels.ONEDNN.shortcut(stride), x, dy);
      INDArray[] reference = run(Kernels.ND4J.shortcut(stride), x, dy);
      assertThat(ours[0]).isEqualTo(reference[0]);
      assertThat(ours[1]).isEqualTo(reference[1]);
    }
  }

  private static INDArray[] run(ShortcutKernel kernel, INDArray x, INDArray dy) {
    INDArray y = Nd4j.valueArrayOf(dy.shape(), 7f, F);
    INDArray dx = Nd4j.valueArrayOf(x.shape(), 7f, F);
    kernel.forward(x, y);
    kernel.backward(dy, dx);
    return new INDArray[] {y, dx};
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 7, 5", "3, 2, 4, 4", "2, 1, 3, 5", "1, 3, 8, 7", "1, 2, 1, 1"})
  void gradientsAreRight(int batch, int stride, int height, int width) {
    ComputationGraph graph = block(D, stride, height, width);
    GradientCheck.assertRight(graph, data(D, batch, height, width));
  }

  @Test
  void aSavedModelAnswersAsBefore() {
    ComputationGraph graph = block(F, 2, 7, 5);
    DataSet data = data(F, 3, 7, 5);
    graph.fit(data);
    RoundTrip.assertUnchanged(graph, data.getFeatures());
  }

  @Test
  void fewerChannelsThanTheInputHasAreRefused() {
    PaddedShortcut layer = new PaddedShortcut.Builder(2, 3).name("s").build();
    InputType images = InputType.convolutional(8, 8, 4, CNN2DFormat.NHWC);
    assertThatThrownBy(() -> layer.getOutputType(0, images))
        .hasMessage("layer \"s\": nOut must be at least the input's channels 4, was 3");
    assertThatThrownBy(() -> new PaddedShortcut.Builder(0, 3))
        .hasMessage("stride must be at least 1, was 0");
  }

  /** 269,722 trained parameters: the 0.27 M of He et al., table 6. */
  @Test
  void resNet20WithTheseShortcutsHasThePublishedNumberOfParameters() {
    InputType images = InputType.convolutional(32, 32, 3, CNN2DFormat.NHWC);
    ComputationGraph graph = Graphs.of(F, images, PaddedShortcutTest::resNet20);
    long running = 0; // means and variances are no weights
    for (var entry : graph.paramTable().entrySet()) {
      String name = entry.getKey();
      running += name.endsWith("_mean") || name.endsWith("_var") ? entry.getValue().length() : 0;
    }
    assertThat(graph.numParams() - running).isEqualTo(269_722);
  }

  private static GraphBuilder resNet20(GraphBuilder g) {
    String below = normed(g, "stem", convolution(16, 1), "in");
    for (int block = 0; block < 9; block++) {
      int channels = 16 << (block / 3);
      boolean shrinks = block == 3 || block == 6;
      String first = normed(g, "a" + block, convolution(channels, shrinks ? 2 : 1), below);
      String second = normed(g, "b" + block, convolution(channels, 1), first);
      if (shrinks) {
        g.addLayer("s" + block, new PaddedShortcut.Builder(2, channels).build(), below);
        below = "s" + block;
      }
      g.addVertex("block" + block, new ResidualAdd(true), second, below);
      below = "block" + block;
    }
    return g.addLayer("pool", new GlobalPooling.Builder(PoolingType.AVG).build(), below)
        .addLayer("out", new SoftmaxOutput.Builder().nOut(10).build(), "pool")
        .setOutputs("out");
  }

  private static String normed(GraphBuilder g, String name, Layer convolution, String below) {
    g.addLayer(name, convolution, below);
    g.addLayer(name + "n", new BatchNorm.Builder().activation(Activation.RELU).build(), name);
    return name + "n";
  }

  /** tanh of a convolution, then a strided one beside the shortcut. */
  private static ComputationGraph block(DataType type, int stride, int height, int width) {
    Convolution.Builder stem = new Convolution.Builder(1, 1);
    stem.nOut(2).activation(Activation.TANH);
    return Graphs.of(
        type,
        InputType.convolutional(height, width, 2, CNN2DFormat.NHWC),
        g ->
            g.addLayer("stem", stem.build(), "in")
                .addLayer("c", convolution(5, stride), "stem")
                .addLayer("s", new PaddedShortcut.Builder(stride, 5).build(), "stem")
                .addVertex("add", new ResidualAdd(false), "c", "s")
                .addLayer("pool", new GlobalPooling.Builder(PoolingType.AVG).build(), "add")
                .addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "pool")
                .setOutputs("out"));
  }

  private static Convolution convolution(int out, int stride) {
    Convolution.Builder builder = new Convolution.Builder(3, 3);
    builder.stride(stride, stride).nOut(out).convolutionMode(ConvolutionMode.Same);
    builder.hasBias(false).activation(Activation.IDENTITY);
    return builder.build();
  }

  private static DataSet data(DataType type, int batch, int height, int width) {
    return new DataSet(
        Graphs.normal(type, 1, batch, height, width, 2), Graphs.oneHot(type, batch, 3));
  }
}
