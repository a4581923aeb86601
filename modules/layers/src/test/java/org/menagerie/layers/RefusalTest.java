package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.layers.kernel.Kernels;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Options and arrays that cannot be honoured are refused, each in one line. */
class RefusalTest {
  private static final DataType F = DataType.FLOAT;

  @Test
  void aSoftmaxOutputRefusesOtherLossesWeightsAndActivations() {
    SoftmaxOutput.Builder loss = new SoftmaxOutput.Builder();
    loss.lossFunction(new LossMSE()).nOut(3);
    assertThatThrownBy(loss::build)
        .hasMessageStartingWith("loss of a softmax output must be MCXENT, was LossMSE");
    SoftmaxOutput.Builder weights = new SoftmaxOutput.Builder();
    weights.lossFunction(new LossMCXENT(Nd4j.createFromArray(1f, 10f, 1f))).nOut(3);
    assertThatThrownBy(weights::build)
        .hasMessageStartingWith("a softmax output takes no class weights, was given");
    SoftmaxOutput.Builder activation = new SoftmaxOutput.Builder();
    activation.activation(Activation.IDENTITY).nOut(3);
    assertThatThrownBy(activation::build)
        .hasMessage("activation of a softmax output must be softmax, was identity");
  }

  @Test
  void layersOverStepsRefuseAnActivation() {
    assertThatThrownBy(() -> new FeedForward.Builder(5).activation(Activation.RELU).build())
        .hasMessage("a layer over steps applies no activation, was given relu");
  }

  @Test
  void tokensCannotBeDroppedOut() {
    assertThatThrownBy(() -> new TokenEmbedding.Builder().nIn(5).nOut(3).dropOut(0.5).build())
        .hasMessageStartingWith("a token embedding's input are indices, which cannot be dropped");
  }

  @Test
  void ngramsAndTokenDropoutHaveBounds() {
    assertThatThrownBy(() -> new TokenEmbedding.Builder().ngrams(1, 9))
        .hasMessage("ngrams must be at least 2, was 1");
    assertThatThrownBy(() -> new TokenEmbedding.Builder().ngrams(2, 1))
        .hasMessage("buckets must be at least 2, was 1");
    assertThatThrownBy(() -> new TokenEmbedding.Builder().tokenDropout(1, 0))
        .hasMessage("tokenDropout must be in [0, 1), was 1.0");
    assertThatThrownBy(() -> new SinusoidalPositions.Builder().scale(0))
        .hasMessage("scale must be above 0, was 0.0");
  }

  @Test
  void theUnknownTokenIsOneOfTheVocabulary() {
    TokenEmbedding.Builder six = new TokenEmbedding.Builder().nIn(6).nOut(3);
    InputType indices = InputType.recurrent(1);
    LayerCase.network(F, six.tokenDropout(0.5, 5).build(), indices);
    TokenEmbedding beyond = six.tokenDropout(0.5, 6).build();
    assertThatThrownBy(() -> LayerCase.network(F, beyond, indices))
        .hasMessage("unknown token must be below 6, was 6");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.7, -0.5, Double.NaN, -1, 5})
  void aTokenIsAWholeNumber(double index) {
    MultiLayerNetwork network =
        LayerCase.network(
            F, new TokenEmbedding.Builder().nIn(5).nOut(3).build(), InputType.recurrent(1));
    INDArray x = Nd4j.valueArrayOf(new long[] {2, 1, 3}, index, F);
    assertThatThrownBy(() -> network.output(x))
        .hasStackTraceContaining("token index must be a whole number in [0, 5), was");
  }

  @Test
  void labelsOfAnotherShapeAreRefused() {
    long[][] rows = {{3, 3}, {7, 3}, {4, 2}};
    for (long[] shape : rows) {
      assertLabelsRefused(InputType.feedForward(4), new long[] {4, 4}, "[4, 3]", shape);
    }
    long[][] steps = {{4, 3, 5}, {4, 3, 7}, {3, 3, 6}, {8, 3, 3}, {4, 2, 6}, {4, 3}};
    for (long[] shape : steps) {
      assertLabelsRefused(LayerCase.STEPS, new long[] {4, 4, 6}, "[4, 3, 6]", shape);
    }
  }

  private static void assertLabelsRefused(
      InputType type, long[] input, String expected, long... labels) {
    MultiLayerNetwork network =
        LayerCase.network(F, new SoftmaxOutput.Builder().nOut(3).build(), type);
    DataSet data = new DataSet(Graphs.normal(F, 1, input), Nd4j.ones(F, labels));
    assertThatThrownBy(() -> network.fit(data))
        .hasStackTraceContaining("labels must have shape " + expected + ", was [" + labels[0]);
  }

  @Test
  void aResidualSumNamesTheShapesInOneLine() {
    ComputationGraph graph =
        Graphs.of(
            F,
            LayerCase.STEPS,
            g ->
                g.addLayer("a", new ClassToken.Builder().build(), "in")
                    .addLayer("b", new FeedForward.Builder(4).build(), "in")
                    .addVertex("sum", new ResidualAdd(false), "a", "b")
                    .addLayer("mean", new TimePooling(TimePooling.Mode.MEAN), "sum")
                    .addLayer("out", Sequences.output(3), "mean")
                    .setOutputs("out"));
    assertThatThrownBy(() -> graph.outputSingle(Graphs.normal(F, 1, 2, 4, 5)))
        .hasMessage("the inputs of \"sum\" must have one shape, were [2, 4, 6] and [2, 4, 5]");
  }

  @Test
  void aResidualSumWithoutOneOfItsInputsSaysSo() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("a", "b")
                .setInputTypes(InputType.feedForward(4), InputType.feedForward(4))
                .addVertex("sum", new ResidualAdd(false), "a", "b")
                .addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "sum")
                .setOutputs("out")
                .build());
    graph.init();
    assertThatThrownBy(() -> graph.output(Graphs.normal(F, 1, 2, 4), null))
        .hasMessage("inputs of \"sum\" must be set");
  }

  @Test
  void widthsThatTransferLearningLeavesBehindAreNamed() {
    ComputationGraph graph =
        Graphs.of(
            F,
            LayerCase.STEPS,
            g ->
                g.addLayer("gru", new Gru.Builder().nOut(6).build(), "in")
                    .addLayer("norm", new LayerNormalization.Builder().build(), "gru")
                    .addLayer(
                        "branch",
                        new Residual.Builder(new FeedForward.Builder(5).build()).build(),
                        "norm")
                    .addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), "branch")
                    .setOutputs("out"));
    ComputationGraph wider =
        new TransferLearning.GraphBuilder(graph).nOutReplace("gru", 9, WeightInit.XAVIER).build();
    assertThatThrownBy(() -> wider.outputSingle(Graphs.normal(F, 1, 2, 4, 5)))
        .hasMessageStartingWith("features must be 6, was 9 in (layer name: branch,");
  }

  @Test
  void halfPrecisionIsRefused() {
    assertThatThrownBy(() -> Kernels.of(DataType.BFLOAT16))
        .hasMessage("a network's data type must be FLOAT or DOUBLE, was BFLOAT16");
  }
}
