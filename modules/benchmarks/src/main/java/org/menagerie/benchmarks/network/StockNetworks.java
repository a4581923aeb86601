package org.menagerie.benchmarks.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.weights.WeightInit;
import org.menagerie.benchmarks.workload.Mlp;
import org.menagerie.benchmarks.workload.Recurrent;
import org.menagerie.benchmarks.workload.ResNet;
import org.menagerie.benchmarks.workload.Transformer;
import org.menagerie.benchmarks.workload.Workload;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The networks from Deeplearning4j's own layers, with its default settings.
 *
 * <p>It has no layer normalisation and no positions, so its transformers do without and have less
 * to compute than the others'.
 */
final class StockNetworks {

  private static final String INPUT = "input";

  private StockNetworks() {}

  static Network build(Workload workload) {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(Workload.LEARNING_RATE))
            .weightInit(WeightInit.XAVIER)
            .graphBuilder()
            .addInputs(INPUT);
    // Java 17 has no switch over types
    if (workload instanceof Mlp mlp) {
      return new GraphNetwork(finish(graph, mlp(graph, mlp), mlp), Layouts::plain);
    }
    if (workload instanceof ResNet net) {
      return new GraphNetwork(finish(graph, resNet(graph, net), net), Layouts::channelsFirst);
    }
    if (workload instanceof Recurrent net) {
      return new GraphNetwork(finish(graph, recurrent(graph, net), net), Layouts::timeLast);
    }
    Transformer net = (Transformer) workload;
    return new GraphNetwork(
        finish(graph, transformer(graph, net), net),
        net.embeds() ? Layouts::tokens : Layouts::timeLast);
  }

  private static ComputationGraphConfiguration finish(
      GraphBuilder graph, String below, Workload workload) {
    return graph
        .addLayer(
            "head",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .nOut(workload.classes())
                .build(),
            below)
        .setOutputs("head")
        .build();
  }

  private static String mlp(GraphBuilder graph, Mlp mlp) {
    graph.setInputTypes(InputType.feedForward(mlp.inputs()));
    String below = INPUT;
    for (int i = 0; i < mlp.hidden().size(); i++) {
      Layer dense =
          new DenseLayer.Builder()
              .nOut(mlp.hidden().get(i))
              .activation(mlp.smooth() ? Activation.TANH : Activation.RELU)
              .build();
      below = add(graph, "dense" + i, dense, below);
    }
    return below;
  }

  private static String resNet(GraphBuilder graph, ResNet net) {
    graph.setInputTypes(InputType.convolutional(net.side(), net.side(), 3));
    String below = convolution(graph, "stem", 16, 3, 1, Activation.RELU, INPUT);
    for (int block = 0; block < 3 * net.blocks(); block++) {
      int stage = block / net.blocks();
      int stride = stage > 0 && block % net.blocks() == 0 ? 2 : 1;
      below = residual(graph, "block" + block, 16 << stage, stride, below);
    }
    return add(graph, "pool", new GlobalPoolingLayer(PoolingType.AVG), below);
  }

  private static String residual(
      GraphBuilder graph, String name, int channels, int stride, String below) {
    String first = convolution(graph, name + "a", channels, 3, stride, Activation.RELU, below);
    String second = convolution(graph, name + "b", channels, 3, 1, Activation.IDENTITY, first);
    String shortcut =
        stride == 1
            ? below
            : convolution(graph, name + "s", channels, 1, stride, Activation.IDENTITY, below);
    String sum = sum(graph, name + "sum", second, shortcut);
    return add(graph, name + "relu", new ActivationLayer(Activation.RELU), sum);
  }

  private static String convolution(
      GraphBuilder graph,
      String name,
      int channels,
      int kernel,
      int stride,
      Activation activation,
      String below) {
    Layer convolution =
        new ConvolutionLayer.Builder(kernel, kernel)
            .stride(stride, stride)
            .nOut(channels)
            .convolutionMode(ConvolutionMode.Same)
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .build();
    String bare = add(graph, name, convolution, below);
    return add(
        graph,
        name + "norm",
        new BatchNormalization.Builder().activation(activation).build(),
        bare);
  }

  private static String recurrent(GraphBuilder graph, Recurrent net) {
    graph.setInputTypes(InputType.recurrent(net.features()));
    LSTM lstm = new LSTM.Builder().nOut(net.hidden()).activation(Activation.TANH).build();
    Layer layer = net.bidirectional() ? new Bidirectional(Bidirectional.Mode.CONCAT, lstm) : lstm;
    return mean(graph, add(graph, "lstm", layer, INPUT));
  }

  private static String transformer(GraphBuilder graph, Transformer net) {
    String below = INPUT;
    if (net.embeds()) {
      graph.setInputTypes(InputType.recurrent(net.vocabulary()));
      below =
          add(
              graph,
              "embedding",
              new EmbeddingSequenceLayer.Builder().nIn(net.vocabulary()).nOut(net.width()).build(),
              below);
    } else {
      graph.setInputTypes(InputType.recurrent(net.width()));
    }
    for (int i = 0; i < net.blocks(); i++) {
      below = block(graph, "block" + i, net, below);
    }
    return mean(graph, below);
  }

  private static String block(GraphBuilder graph, String name, Transformer net, String below) {
    Layer attention =
        new SelfAttentionLayer.Builder()
            .nOut(net.width())
            .nHeads(net.heads())
            .headSize(net.width() / net.heads())
            .projectInput(true)
            .build();
    String attended = add(graph, name + "attention", attention, below);
    String middle = sum(graph, name + "sum", attended, below);
    String wide = add(graph, name + "wide", perStep(net.feedForward(), Activation.RELU), middle);
    String narrow = add(graph, name + "narrow", perStep(net.width(), Activation.IDENTITY), wide);
    return sum(graph, name + "out", narrow, middle);
  }

  /** A dense layer at every time step: DenseLayer would need two preprocessors that copy. */
  private static Layer perStep(int units, Activation activation) {
    return new Convolution1DLayer.Builder(1, 1).nOut(units).activation(activation).build();
  }

  private static String mean(GraphBuilder graph, String below) {
    return add(graph, "mean", new GlobalPoolingLayer(PoolingType.AVG), below);
  }

  private static String sum(GraphBuilder graph, String name, String left, String right) {
    graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), left, right);
    return name;
  }

  private static String add(GraphBuilder graph, String name, Layer layer, String below) {
    graph.addLayer(name, layer, below);
    return name;
  }
}
