package org.menagerie.layers;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** Each kind of layer once, for what must hold of all of them. */
record LayerCase(
    String name,
    InputType type,
    Function<DataType, INDArray> input,
    Supplier<? extends Layer> layer) {
  static final InputType STEPS = InputType.recurrent(4);

  static Stream<LayerCase> all() {
    return Stream.of(
            perStep(),
            Stream.of(
                sequence("AttentionPooling", new AttentionPooling.Builder(3)::build),
                sequence("ClassToken", new ClassToken.Builder()::build),
                sequence("TimePooling", () -> new TimePooling(TimePooling.Mode.MAX)),
                tokens("TokenEmbedding", tokenEmbedding()),
                tokens("TokenEmbedding n-grams", tokenEmbedding().ngrams(3, 5))),
            images())
        .flatMap(cases -> cases);
  }

  /** The layers that give a step for each step. */
  static Stream<LayerCase> perStep() {
    return Stream.of(
        sequence("Dense tanh", () -> dense(Activation.TANH)),
        sequence("Dense elu", () -> dense(Activation.ELU)),
        sequence("FeedForward", new FeedForward.Builder(7)::build),
        sequence("MultiHeadAttention", new MultiHeadAttention.Builder(2)::build),
        sequence("LayerNormalization", new LayerNormalization.Builder()::build),
        sequence("LearnedPositions", new LearnedPositions.Builder(9)::build),
        sequence("SinusoidalPositions", new SinusoidalPositions.Builder()::build),
        sequence("Residual", LayerCase::residual),
        sequence("Lstm", () -> new Lstm.Builder().nOut(3).build()),
        sequence("Gru", () -> new Gru.Builder().nOut(3).build()),
        sequence("BidirectionalLstm", () -> new BidirectionalLstm.Builder().nOut(3).build()));
  }

  private static Stream<LayerCase> images() {
    return Stream.of(
        image("Convolution relu", () -> convolution(Activation.RELU)),
        image("Convolution elu", () -> convolution(Activation.ELU)),
        image("Pooling", () -> new Pooling.Builder(PoolingType.MAX, 2, 2).build()),
        image("PaddedShortcut", () -> new PaddedShortcut.Builder(2, 4).build()),
        image("GlobalPooling", () -> new GlobalPooling.Builder(PoolingType.AVG).build()));
  }

  static LayerCase sequence(String name, Supplier<? extends Layer> layer) {
    return new LayerCase(name, STEPS, type -> Graphs.normal(type, 1, 4, 4, 6), layer);
  }

  private static TokenEmbedding.Builder tokenEmbedding() {
    return new TokenEmbedding.Builder().nIn(6).nOut(3);
  }

  private static LayerCase tokens(String name, TokenEmbedding.Builder builder) {
    return new LayerCase(
        name,
        InputType.recurrent(1),
        type -> StepGraphs.tokens(type, 1, 6, 4, 1, 6),
        builder::build);
  }

  static LayerCase image(String name, Supplier<? extends Layer> layer) {
    InputType type = InputType.convolutional(6, 6, 2, CNN2DFormat.NHWC);
    return new LayerCase(name, type, t -> Graphs.normal(t, 1, 4, 6, 6, 2), layer);
  }

  private static Dense dense(Activation activation) {
    return new Dense.Builder().nOut(3).activation(activation).build();
  }

  private static Residual residual() {
    return new Residual.Builder(
            new LayerNormalization.Builder().build(),
            new LearnedPositions.Builder(9).build(),
            new FeedForward.Builder(7).build())
        .build();
  }

  private static Convolution convolution(Activation activation) {
    Convolution.Builder builder = new Convolution.Builder(3, 2);
    builder.nOut(3).convolutionMode(ConvolutionMode.Same).activation(activation);
    return builder.build();
  }

  /** A network of this layer alone. */
  MultiLayerNetwork network(DataType dataType) {
    return network(dataType, layer.get(), type);
  }

  /** The same, with options of the whole network. */
  MultiLayerNetwork network(DataType dataType, Consumer<NeuralNetConfiguration.Builder> options) {
    return network(dataType, layer.get(), type, options);
  }

  /** A network of one layer. */
  static MultiLayerNetwork network(DataType dataType, Layer layer, InputType type) {
    return network(dataType, layer, type, none -> {});
  }

  private static MultiLayerNetwork network(
      DataType dataType,
      Layer layer,
      InputType type,
      Consumer<NeuralNetConfiguration.Builder> options) {
    NeuralNetConfiguration.Builder configuration =
        new NeuralNetConfiguration.Builder().seed(3).dataType(dataType).updater(new Sgd(0.1));
    options.accept(configuration);
    MultiLayerNetwork network =
        new MultiLayerNetwork(configuration.list().layer(layer).setInputType(type).build());
    network.init();
    return network;
  }

  @Override
  public String toString() {
    return name;
  }
}
