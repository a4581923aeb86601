package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.menagerie.layers.runtime.AttentionPoolingRuntime;
import org.menagerie.layers.runtime.MultiHeadAttentionRuntime;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network that cannot be is refused when it is built or initialised, in words that help. */
class MessageTest {
  private static final DataType F = DataType.FLOAT;
  private static final InputType IMAGE = InputType.convolutional(3, 4, 2, CNN2DFormat.NHWC);

  @Test
  void sizesAreInferredFromTheFirstLayersInputAlone() {
    Residual branch =
        new Residual.Builder(
                new LayerNormalization.Builder().build(), new FeedForward.Builder(5).build())
            .nIn(4)
            .build();
    MultiLayerNetwork network = untyped(branch);
    INDArray x = Graphs.normal(F, 1, 2, 4, 3);
    assertThat(network.output(x).shape()).containsExactly(2, 4, 3);
    assertThat(network.params())
        .isEqualTo(LayerCase.network(F, branch.clone(), InputType.recurrent(4)).params());
    assertThat(untyped(new MultiHeadAttention.Builder(2).nIn(4).build()).output(x).shape())
        .containsExactly(2, 4, 3);
  }

  @Test
  void sizesThatDoNotFitAreNamedWithoutInputTypesToo() {
    assertThatThrownBy(() -> untyped(new MultiHeadAttention.Builder(2).nIn(3).build()))
        .hasMessage("layer \"layer0\": width 3 is no multiple of heads 2; set headSize");
    assertThatThrownBy(() -> untyped(new LayerNormalization.Builder().build()))
        .hasMessageContaining("needs nIn and nOut above 0, had 0 and 0; set the network's input");
    assertThatThrownBy(
            () ->
                untyped(
                    new Residual.Builder(new FeedForward.Builder(5).nOut(7).build())
                        .nIn(4)
                        .build()))
        .hasMessageContaining("its branch must give 4 features as it takes, gives 7");
  }

  @Test
  void aLayerInABranchIsNamedByItsKind() {
    Residual branch = new Residual.Builder(new MultiHeadAttention.Builder(2).build()).build();
    assertThatThrownBy(() -> LayerCase.network(F, branch, InputType.recurrent(3)))
        .hasMessage("a MultiHeadAttention: width 3 is no multiple of heads 2; set headSize");
    assertThatThrownBy(() -> new Residual.Builder(new ClassToken.Builder().build()))
        .hasMessage("a residual branch takes layers that keep the steps, was given a ClassToken");
  }

  @Test
  void aWindowLargerThanTheImageIsRefusedWhenTheNetworkIsBuilt() {
    Convolution convolution = new Convolution.Builder(5, 3).nOut(2).build();
    assertThatThrownBy(() -> LayerCase.network(F, convolution, IMAGE))
        .hasMessage(
            "layer \"layer0\": a window over 5 elements does not fit into an input of 3"
                + " with padding 0");
    Pooling pooling = new Pooling.Builder(PoolingType.MAX, 2, 7).build();
    assertThatThrownBy(() -> LayerCase.network(F, pooling, IMAGE))
        .hasMessageContaining("a window over 7 elements does not fit into an input of 4");
  }

  @Test
  void paddingIsLessThanAPoolingsWindow() {
    for (PoolingType type : new PoolingType[] {PoolingType.MAX, PoolingType.AVG}) {
      new Pooling.Builder(type, 2, 3).padding(1, 2).build();
      assertThatThrownBy(() -> new Pooling.Builder(type, 2, 3).padding(1, 3).build())
          .hasMessage("padding must be less than the window [2, 3], was [1, 3]");
      assertThatThrownBy(() -> new Pooling.Builder(type, 2, 3).padding(2, 0).build())
          .hasMessage("padding must be less than the window [2, 3], was [2, 0]");
    }
  }

  @Test
  void aTokenEmbeddingIsToldToSetItsSizes() {
    for (int tokens : new int[] {0, -1}) {
      TokenEmbedding embedding = new TokenEmbedding.Builder().nIn(tokens).nOut(3).build();
      assertThatThrownBy(() -> LayerCase.network(F, embedding, InputType.recurrent(1)))
          .hasMessage(
              "layer \"layer0\" needs nIn and nOut above 0, had %d and 3;"
                  .formatted(tokens)
                  .concat(" set nIn, the number of tokens, and nOut"));
    }
  }

  @Test
  void aBatchNormOnSequencesIsToldWhatItTakes() {
    BatchNorm norm = new BatchNorm.Builder().build();
    assertThatThrownBy(() -> LayerCase.network(F, norm, LayerCase.STEPS))
        .hasMessageStartingWith("layer \"layer0\" takes images or [N, F], was given")
        .hasMessageEndingWith("put TimePooling before it");
  }

  @Test
  void aWidthThatIsNotTheInputsIsRefused() {
    for (Layer layer :
        new Layer[] {
          new LayerNormalization.Builder().nOut(7).build(),
          new LearnedPositions.Builder(9).nOut(7).build(),
          new AttentionPooling.Builder(3).nOut(7).build()
        }) {
      assertThatThrownBy(() -> LayerCase.network(F, layer, LayerCase.STEPS))
          .hasMessage("layer \"layer0\" gives as many features as it takes, 4, nOut was 7");
    }
    for (InputType type : new InputType[] {IMAGE, InputType.feedForward(2)}) {
      assertThatThrownBy(() -> LayerCase.network(F, new BatchNorm.Builder().nOut(7).build(), type))
          .hasMessage("layer \"layer0\" gives as many features as it takes, 2, nOut was 7");
      LayerCase.network(F, new BatchNorm.Builder().nOut(2).build(), type);
    }
    INDArray x = Graphs.normal(F, 1, 2, 7);
    assertThat(untyped(new BatchNorm.Builder().nOut(7).build()).output(x).shape())
        .containsExactly(2, 7);
  }

  @Test
  void nullIsNamed() {
    assertThatThrownBy(() -> new TimePooling(null)).hasMessage("mode must be given, was null");
    assertThatThrownBy(() -> new FeedForward.Builder(3).hidden(null))
        .hasMessage("hidden must be given, was null");
    assertThatThrownBy(() -> new Residual.Builder((LayerNormalization) null))
        .hasMessage("a layer of a residual branch must be given, was null");
    assertThatThrownBy(() -> OwnGradientUpdater.install(null))
        .hasMessage("graph must be given, was null");
  }

  @Test
  void ratesAndCoefficientsAreNumbersFromZeroOn() {
    for (double value : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new FastAdam(value))
          .hasMessage("learningRate must be at least 0, was " + value);
      assertThatThrownBy(() -> new FastAdam(value, 0.9, 0.999, 1e-8))
          .hasMessage("learningRate must be at least 0, was " + value);
      assertThatThrownBy(() -> new FastL2(value))
          .hasMessage("coefficient must be at least 0, was " + value);
    }
  }

  @Test
  void frozenParametersAreAmongThoseThereAre() {
    ComputationGraph graph =
        Graphs.of(
            F,
            InputType.feedForward(4),
            g ->
                g.addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "in")
                    .setOutputs("out"));
    for (long frozen : new long[] {-1, 16, 1000}) {
      assertThatThrownBy(() -> OwnGradientUpdater.install(graph, frozen))
          .hasMessage("frozen must be in [0, 15], was " + frozen);
      assertThatThrownBy(() -> new FastFit(graph, frozen))
          .hasMessage("frozen must be in [0, 15], was " + frozen);
    }
    OwnGradientUpdater.install(graph, 15);
  }

  @Test
  void dilationIsAtLeastOne() {
    assertThatThrownBy(() -> new Convolution.Builder(3, 3).nOut(2).dilation(1, 0).build())
        .hasMessage("dilation must be at least 1, was [1, 0]");
  }

  @Test
  void imagesInTheOtherFormatAreToldWhatToWrite() {
    Convolution convolution = new Convolution.Builder(1, 1).nOut(2).build();
    assertThatThrownBy(() -> LayerCase.network(F, convolution, InputType.convolutional(3, 4, 2)))
        .hasMessageStartingWith("layer \"layer0\" takes images in format NHWC, was given")
        .hasMessageEndingWith(
            "write InputType.convolutional(height, width, channels, CNN2DFormat.NHWC)");
    assertThatThrownBy(
            () -> new Pooling.Builder(PoolingType.MAX, 2, 2).dataFormat(CNN2DFormat.NCHW))
        .hasMessage("dataFormat must be NHWC, was NCHW");
  }

  @Test
  void attentionIsThereAfterAForwardPass() {
    var heads =
        (MultiHeadAttentionRuntime)
            untyped(new MultiHeadAttention.Builder(2).nIn(4).build()).getLayer(0);
    assertThatThrownBy(heads::attention)
        .hasMessageStartingWith("attention needs a forward pass before it in");
    var pooling =
        (AttentionPoolingRuntime)
            untyped(new AttentionPooling.Builder(2).nIn(4).build()).getLayer(0);
    assertThatThrownBy(pooling::attention)
        .hasMessageStartingWith("attention needs a forward pass before it in");
  }

  @Test
  void theUpdaterNeedsAnInitialisedGraph() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("out", new SoftmaxOutput.Builder().nIn(2).nOut(3).build(), "in")
                .setOutputs("out")
                .build());
    assertThatThrownBy(() -> OwnGradientUpdater.install(graph))
        .hasMessage("the graph must be initialised first; call init()");
  }

  @Test
  void buildersKeepTheirOwnTypeAlongTheChain() {
    Convolution convolution =
        new Convolution.Builder(3, 3)
            .nOut(4)
            .stride(2, 2)
            .padding(1, 1)
            .dilation(1, 2)
            .activation(Activation.RELU)
            .name("first")
            .inputGradient(false)
            .build();
    assertThat(convolution.getStride()).containsExactly(2, 2);
    assertThat(convolution.getPadding()).containsExactly(1, 1);
    assertThat(convolution.getDilation()).containsExactly(1, 2);
    Pooling pooling =
        new Pooling.Builder(PoolingType.AVG, 2, 3).stride(1, 1).padding(1, 0).name("mean").build();
    assertThat(pooling.getStride()).containsExactly(1, 1);
    assertThat(pooling.getPadding()).containsExactly(1, 0);
    SoftmaxOutput output = new SoftmaxOutput.Builder().nIn(2).nOut(3).hasBias(false).build();
    assertThat(output.hasBias()).isFalse();
  }

  @Test
  void oneStepAtATimeGivesRowsAsWithStockOutputs() {
    for (Layer head : new Layer[] {new SoftmaxOutput.Builder().nIn(5).nOut(3).build(), stock()}) {
      MultiLayerNetwork network = untyped(new Lstm.Builder().nIn(4).nOut(5).build(), head);
      INDArray x = Graphs.normal(F, 1, 2, 4);
      assertThat(network.rnnTimeStep(x).shape()).containsExactly(2, 3);
      assertThat(network.rnnTimeStep(x.reshape(2, 4, 1)).shape()).containsExactly(2, 3, 1);
    }
  }

  private static Layer stock() {
    return new org.deeplearning4j.nn.conf.layers.RnnOutputLayer.Builder()
        .nIn(5)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork untyped(Layer... layers) {
    return Graphs.untyped(F, layers);
  }
}
