package org.menagerie.layers;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.layers.kernel.Kernels;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A network with one of each of the feed-forward and image layers, and a few steps of training. */
public final class SmallResNet {
  private static final DataType F = DataType.FLOAT;

  private SmallResNet() {}

  /** Trains and prints the mean absolute parameter and the kernels in use, for a child process. */
  public static void main(String[] args) {
    ComputationGraph graph = build();
    train(graph, 8, 5, 8);
    System.out.println("KERNELS " + Kernels.active());
    System.out.println("RESULT " + summary(graph));
  }

  static double summary(ComputationGraph graph) {
    return graph.params().ameanNumber().doubleValue();
  }

  static ComputationGraph build() {
    return Graphs.of(
        F,
        InputType.convolutional(8, 8, 2, CNN2DFormat.NHWC),
        new FastAdam(0.01),
        g ->
            g.addLayer("c1", convolution(Activation.RELU), "in")
                .addLayer("c2", convolution(Activation.IDENTITY), "c1")
                .addLayer("n", new BatchNorm.Builder().activation(Activation.RELU).build(), "c2")
                .addVertex("add", new ResidualAdd(true), "n", "c1")
                .addLayer("max", new Pooling.Builder(PoolingType.MAX, 2, 2).build(), "add")
                .addLayer("mean", new GlobalPooling.Builder(PoolingType.AVG).build(), "max")
                .addLayer(
                    "d", new Dense.Builder().nOut(6).activation(Activation.TANH).build(), "mean")
                .addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "d")
                .setOutputs("out"));
  }

  /** One step for each of these batch sizes. */
  static void train(ComputationGraph graph, int... batches) {
    for (int i = 0; i < batches.length; i++) {
      graph.fit(new DataSet(images(i, batches[i]), Graphs.oneHot(F, batches[i], 3)));
    }
  }

  static INDArray images(long seed, int batch) {
    return Graphs.normal(F, seed, batch, 8, 8, 2);
  }

  private static Convolution convolution(Activation activation) {
    Convolution.Builder builder = new Convolution.Builder(3, 3);
    // a bias before batch normalisation has gradient 0, whose rounding Adam would blow up
    builder.hasBias(activation == Activation.RELU);
    builder.nOut(4).convolutionMode(ConvolutionMode.Same).activation(activation);
    return builder.build();
  }
}
