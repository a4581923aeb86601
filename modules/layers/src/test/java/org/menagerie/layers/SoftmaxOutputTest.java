package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.menagerie.layers.kernel.CrossEntropyKernel;
import org.menagerie.layers.kernel.Kernels;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class SoftmaxOutputTest {
  private static final DataType D = DataType.DOUBLE;
  private static final DataType F = DataType.FLOAT;

  @Test
  void gradientsAreRight() {
    for (int batch : new int[] {1, 7}) {
      GradientCheck.assertRight(graph(D, flat(), ours()), data(D, batch));
    }
  }

  @Test
  void gradientsAreRightWithMaskedExamples() {
    DataSet data = data(D, 7);
    INDArray mask = Nd4j.ones(D, 7, 1);
    mask.putScalar(3, 0);
    data.setLabelsMaskArray(mask);
    GradientCheck.assertRight(graph(D, flat(), ours()), data);
  }

  @Test
  void gradientsAreRightPerStepWithAMask() {
    GradientCheck.assertRight(graph(D, InputType.recurrent(5), ours()), steps(D));
  }

  @Test
  void equalsStockDeeplearning4j() {
    OutputLayer stock =
        new OutputLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).nOut(3).build();
    assertEqualTraining(graph(F, flat(), ours()), graph(F, flat(), stock), data(F, 7));
  }

  @Test
  void equalsStockDeeplearning4jPerStep() {
    InputType sequences = InputType.recurrent(5);
    assertEqualTraining(graph(F, sequences, ours()), graph(F, sequences, stockPerStep()), steps(F));
  }

  @Test
  void equalsStockDeeplearning4jWhereSomeStepsHaveNoLabel() {
    DataSet data = steps(F);
    INDArray labelled = data.getFeaturesMaskArray().dup();
    labelled.putScalar(0, 0, 0).putScalar(2, 1, 0).putScalar(2, 3, 0);
    data.setLabelsMaskArray(labelled);
    assertEqualTraining(behindLstm(F, ours()), behindLstm(F, stockPerStep()), data);
    GradientCheck.assertRight(
        graph(D, InputType.recurrent(5), ours()),
        new DataSet(
            data.getFeatures().castTo(D),
            data.getLabels().castTo(D),
            data.getFeaturesMaskArray().castTo(D),
            labelled.castTo(D)));
  }

  @Test
  void anyMemoryOrderOfLabelsGivesTheSameScore() {
    ComputationGraph graph = behindLstm(F, ours());
    DataSet data = steps(F);
    double expected = graph.score(data);
    INDArray labels = data.getLabels();
    INDArray batchMajor = labels.permute(0, 2, 1).dup('c').permute(0, 2, 1);
    for (INDArray other : new INDArray[] {labels.dup('f'), batchMajor}) {
      data.setLabels(other);
      assertThat(graph.score(data)).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void scoresOfExamplesAreThoseOfStockDeeplearning4j() {
    for (DataSet data : List.of(data(F, 6), steps(F))) {
      boolean rows = data.getFeatures().rank() == 2;
      InputType type = rows ? flat() : InputType.recurrent(5);
      FeedForwardLayer stockOutput = rows ? Sequences.output(3) : stockPerStep();
      MultiLayerNetwork ours = LayerCase.network(F, ours(), type);
      MultiLayerNetwork stock = LayerCase.network(F, stockOutput, type);
      stock.setParams(ours.params());
      INDArray expected = stock.scoreExamples(data, false);
      Near.assertNear(ours.scoreExamples(data, false), expected, 1e-5, "scores");
      if (!rows) {
        DataSet unmasked = new DataSet(data.getFeatures(), data.getLabels());
        INDArray all = stock.scoreExamples(unmasked, false);
        Near.assertNear(ours.scoreExamples(unmasked, false), all, 1e-5, "scores without masks");
        ComputationGraph stepMajor = behindLstm(F, ours());
        INDArray each = stepMajor.scoreExamples(data, false);
        assertThat(each.meanNumber().doubleValue()).isCloseTo(stepMajor.score(data), within(1e-5));
      }
    }
  }

  @Test
  void oneDnnEqualsTheReference() {
    INDArray labels = Graphs.oneHot(F, 13, 11);
    INDArray mask = Nd4j.rand(F, 13, 1);
    INDArray fast = Graphs.normal(F, 1, 13, 11).muli(5);
    INDArray reference = fast.dup();
    CrossEntropyKernel kernel = Kernels.ONEDNN.crossEntropy();
    double loss = kernel.lossAndGradient(fast, labels, mask);
    double expected = Kernels.ND4J.crossEntropy().lossAndGradient(reference, labels, mask);
    assertThat(loss).isCloseTo(expected, within(1e-4 * expected));
    Near.assertNear(fast, reference, 1e-5, "gradient");
  }

  @Test
  void aSavedModelAnswersAsBefore() {
    RoundTrip.assertUnchanged(graph(F, flat(), ours()), data(F, 4).getFeatures());
  }

  private static void assertEqualTraining(
      ComputationGraph ours, ComputationGraph stock, DataSet data) {
    stock.setParams(ours.params());
    assertThat(ours.score(data)).isCloseTo(stock.score(data), within(1e-5));
    for (int i = 0; i < 5; i++) {
      ours.fit(data);
      stock.fit(data);
      assertThat(ours.score()).isCloseTo(stock.score(), within(1e-5));
    }
    Near.assertNear(ours.params(), stock.params(), 1e-5, "parameters after 5 steps");
    INDArray x = data.getFeatures();
    Near.assertNear(ours.outputSingle(x), stock.outputSingle(x), 1e-5, "probabilities");
  }

  private static InputType flat() {
    return InputType.feedForward(5);
  }

  private static FeedForwardLayer ours() {
    return new SoftmaxOutput.Builder().nOut(3).build();
  }

  private static RnnOutputLayer stockPerStep() {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT)
        .activation(Activation.SOFTMAX)
        .nOut(3)
        .build();
  }

  /** The output behind a layer whose memory goes step by step. */
  private static ComputationGraph behindLstm(DataType type, FeedForwardLayer output) {
    return Graphs.of(
        type,
        InputType.recurrent(5),
        g ->
            g.addLayer("a", new Lstm.Builder().nOut(4).build(), "in")
                .addLayer("out", output, "a")
                .setOutputs("out"));
  }

  private static DataSet data(DataType type, int batch) {
    return new DataSet(Graphs.normal(type, 1, batch, 5), Graphs.oneHot(type, batch, 3));
  }

  /** Three sequences of four steps, one of them shorter. */
  private static DataSet steps(DataType type) {
    INDArray labels = Graphs.oneHot(type, 12, 3).reshape('c', 3, 4, 3).permute(0, 2, 1);
    INDArray mask = Nd4j.ones(type, 3, 4);
    mask.putScalar(1, 3, 0);
    return new DataSet(Graphs.normal(type, 1, 3, 5, 4), labels.dup('c'), mask, mask);
  }

  private static ComputationGraph graph(DataType type, InputType input, FeedForwardLayer output) {
    Dense hidden = new Dense.Builder().nOut(4).activation(Activation.TANH).build();
    return Graphs.of(
        type,
        input,
        g -> g.addLayer("a", hidden, "in").addLayer("out", output, "a").setOutputs("out"));
  }
}
