package org.menagerie.benchmarks.network;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.menagerie.benchmarks.workload.Mlp;
import org.menagerie.benchmarks.workload.Recurrent;
import org.menagerie.benchmarks.workload.ResNet;
import org.menagerie.benchmarks.workload.Transformer;
import org.menagerie.benchmarks.workload.Workload;
import org.menagerie.layers.BatchNorm;
import org.menagerie.layers.BidirectionalLstm;
import org.menagerie.layers.Convolution;
import org.menagerie.layers.Dense;
import org.menagerie.layers.FastAdam;
import org.menagerie.layers.FeedForward;
import org.menagerie.layers.GlobalPooling;
import org.menagerie.layers.LayerNormalization;
import org.menagerie.layers.Lstm;
import org.menagerie.layers.MultiHeadAttention;
import org.menagerie.layers.Residual;
import org.menagerie.layers.ResidualAdd;
import org.menagerie.layers.SinusoidalPositions;
import org.menagerie.layers.SoftmaxOutput;
import org.menagerie.layers.Threads;
import org.menagerie.layers.TimePooling;
import org.menagerie.layers.TokenEmbedding;
import org.menagerie.layers.kernel.FeedForwardKernel.Hidden;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** The networks from this project's layers, as its architectures build them. */
final class MenagerieNetworks {

  private static final String INPUT = "input";

  private MenagerieNetworks() {}

  static Network build(Workload workload, int threads) {
    Threads.configure(threads);
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new FastAdam(Workload.LEARNING_RATE))
            .weightInit(WeightInit.XAVIER)
            .graphBuilder()
            .addInputs(INPUT);
    if (workload instanceof Mlp mlp) {
      return GraphNetwork.ours(finish(graph, mlp(graph, mlp), mlp), Layouts::plain);
    }
    if (workload instanceof ResNet net) {
      return GraphNetwork.ours(finish(graph, resNet(graph, net), net), Layouts::plain);
    }
    if (workload instanceof Recurrent net) {
      return GraphNetwork.ours(finish(graph, recurrent(graph, net), net), Layouts::timeLast);
    }
    Transformer net = (Transformer) workload;
    return GraphNetwork.ours(
        finish(graph, transformer(graph, net), net),
        net.embeds() ? Layouts::tokens : Layouts::timeLast);
  }

  private static ComputationGraphConfiguration finish(
      GraphBuilder graph, String below, Workload workload) {
    return graph
        .addLayer("head", new SoftmaxOutput.Builder().nOut(workload.classes()).build(), below)
        .setOutputs("head")
        .build();
  }

  private static String mlp(GraphBuilder graph, Mlp mlp) {
    graph.setInputTypes(InputType.feedForward(mlp.inputs()));
    Activation activation = mlp.smooth() ? Activation.TANH : Activation.RELU;
    String below = INPUT;
    for (int i = 0; i < mlp.hidden().size(); i++) {
      int units = mlp.hidden().get(i);
      Layer dense = new Dense.Builder().nOut(units).activation(activation).build();
      below = add(graph, "dense" + i, dense, below);
    }
    return below;
  }

  private static String resNet(GraphBuilder graph, ResNet net) {
    graph.setInputTypes(InputType.convolutional(net.side(), net.side(), 3, CNN2DFormat.NHWC));
    String below = convolution(graph, "stem", 16, 3, 1, Activation.RELU, INPUT);
    for (int block = 0; block < 3 * net.blocks(); block++) {
      int stage = block / net.blocks();
      int stride = stage > 0 && block % net.blocks() == 0 ? 2 : 1;
      below = residual(graph, "block" + block, 16 << stage, stride, below);
    }
    return add(graph, "pool", new GlobalPooling.Builder(PoolingType.AVG).build(), below);
  }

  private static String residual(
      GraphBuilder graph, String name, int channels, int stride, String below) {
    String first = convolution(graph, name + "a", channels, 3, stride, Activation.RELU, below);
    String second = convolution(graph, name + "b", channels, 3, 1, Activation.IDENTITY, first);
    String shortcut =
        stride == 1
            ? below
            : convolution(graph, name + "s", channels, 1, stride, Activation.IDENTITY, below);
    graph.addVertex(name, new ResidualAdd(true), second, shortcut);
    return name;
  }

  private static String convolution(
      GraphBuilder graph,
      String name,
      int channels,
      int kernel,
      int stride,
      Activation activation,
      String below) {
    Convolution.Builder convolution = new Convolution.Builder(kernel, kernel);
    // nobody wants the gradient of the data, and the other peers compute none
    convolution.inputGradient(!below.equals(INPUT));
    convolution.stride(stride, stride);
    convolution.nOut(channels);
    convolution.convolutionMode(ConvolutionMode.Same);
    convolution.hasBias(false);
    convolution.activation(Activation.IDENTITY);
    String bare = add(graph, name, convolution.build(), below);
    Layer norm = new BatchNorm.Builder().activation(activation).build();
    return add(graph, name + "norm", norm, bare);
  }

  private static String recurrent(GraphBuilder graph, Recurrent net) {
    graph.setInputTypes(InputType.recurrent(net.features()));
    Layer lstm =
        net.bidirectional()
            ? new BidirectionalLstm.Builder().nOut(net.hidden()).build()
            : new Lstm.Builder().nOut(net.hidden()).build();
    return mean(graph, add(graph, "lstm", lstm, INPUT));
  }

  private static String transformer(GraphBuilder graph, Transformer net) {
    String below = INPUT;
    if (net.embeds()) {
      graph.setInputTypes(InputType.recurrent(1));
      Layer embedding =
          new TokenEmbedding.Builder().nIn(net.vocabulary()).nOut(net.width()).build();
      below = add(graph, "tokens", embedding, below);
      below = add(graph, "positions", new SinusoidalPositions.Builder().build(), below);
    } else {
      graph.setInputTypes(InputType.recurrent(net.width()));
    }
    for (int i = 0; i < net.blocks(); i++) {
      below = block(graph, "block" + i, net, below);
    }
    if (net.embeds()) {
      below = add(graph, "norm", new LayerNormalization.Builder().build(), below);
    }
    return mean(graph, below);
  }

  /** x + attention(norm(x)), then the same with the feed-forward network. */
  private static String block(GraphBuilder graph, String name, Transformer net, String below) {
    Layer attention =
        new Residual.Builder(
                new LayerNormalization.Builder().build(),
                new MultiHeadAttention.Builder(net.heads()).build())
            .build();
    Layer forward =
        new Residual.Builder(
                new LayerNormalization.Builder().build(),
                new FeedForward.Builder(net.feedForward()).hidden(Hidden.RELU).build())
            .build();
    return add(graph, name + "forward", forward, add(graph, name + "attention", attention, below));
  }

  private static String mean(GraphBuilder graph, String below) {
    return add(graph, "mean", new TimePooling(TimePooling.Mode.MEAN), below);
  }

  private static String add(GraphBuilder graph, String name, Layer layer, String below) {
    graph.addLayer(name, layer, below);
    return name;
  }
}
