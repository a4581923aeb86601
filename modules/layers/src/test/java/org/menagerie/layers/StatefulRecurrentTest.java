package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.layers.RecurrentTest.Kind;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Recurrent layers that go on from a stored state: step by step, and truncated in training. */
class StatefulRecurrentTest {
  private static final DataType D = DataType.DOUBLE;
  private static final DataType F = DataType.FLOAT;
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();
  private static final int[][] PARTS = {{0, 1}, {1, 2}, {2, 5}, {5, 7}};

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  void stepByStepEqualsTheWholeSequence(Kind kind) {
    for (DataType type : new DataType[] {D, F}) {
      ComputationGraph graph = twoLayers(type, kind);
      INDArray x = Graphs.normal(type, 1, 5, 3, 7);
      INDArray whole = graph.outputSingle(x).dup();
      Near.assertNear(inParts(x, part -> graph.rnnTimeStep(part)[0]), whole, 1e-6, "outputs");
      assertThatThrownBy(() -> graph.rnnTimeStep(Graphs.normal(type, 1, 4, 3, 1)))
          .hasMessageContaining("stored state is of 5 examples, input has 4");
      graph.rnnClearPreviousState();
      Near.assertNear(graph.rnnTimeStep(x)[0], whole, 1e-6, "after clearing");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  void aStateCanBeReadClearedAndSet(Kind kind) {
    ComputationGraph graph = oneLayer(F, kind.layer(5));
    INDArray x = Graphs.normal(F, 1, 5, 3, 7);
    INDArray whole = graph.outputSingle(x).dup();
    graph.rnnTimeStep(steps(x, 0, 4));
    Map<String, INDArray> state = new HashMap<>();
    graph.rnnGetPreviousState("a").forEach((name, array) -> state.put(name, array.dup()));
    assertThat(state.keySet())
        .containsExactlyInAnyOrderElementsOf(
            kind == Kind.LSTM ? List.of("prevAct", "prevMem") : List.of("prevAct"));
    graph.rnnClearPreviousState();
    assertThat(graph.rnnGetPreviousState("a")).isEmpty();
    graph.rnnSetPreviousState("a", state);
    Near.assertNear(graph.rnnTimeStep(steps(x, 4, 7))[0], steps(whole, 4, 7), 1e-6, "the rest");
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  void segmentsOfTruncatedTrainingGiveTheOutputsOfTheWholeSequence(Kind kind) {
    ComputationGraph graph = twoLayers(F, kind);
    INDArray x = Graphs.normal(F, 1, 5, 3, 7);
    INDArray joined =
        inParts(
            x,
            part ->
                graph.rnnActivateUsingStoredState(new INDArray[] {part}, true, true).get("out"));
    Near.assertNear(joined, graph.outputSingle(x), 1e-6, "outputs");
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  void truncatedTrainingKeepsTheStateBetweenSegments(Kind kind) {
    ComputationGraph graph = truncated(kind.layer(5), 4);
    ComputationGraph whole = oneLayer(F, kind.layer(5));
    DataSet data = data(8);
    // at learning rate 0 the two differ in nothing but segments
    graph.setLearningRate(0);
    whole.setLearningRate(0);
    List<Double> scores = new ArrayList<>();
    graph.setListeners(new Scores(scores));
    graph.fit(data);
    whole.fit(data);
    assertThat(scores).hasSize(2);
    // a score is a sum over steps
    double sum = scores.stream().mapToDouble(s -> s).sum();
    assertThat(sum).isCloseTo(whole.score(), offset(1e-5));
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU"})
  void oneSegmentTrainsAsTheWholeSequence(Kind kind) {
    ComputationGraph graph = truncated(kind.layer(5), 8);
    ComputationGraph whole = oneLayer(F, kind.layer(5));
    for (int i = 0; i < 3; i++) {
      graph.fit(data(8));
      whole.fit(data(8));
    }
    Near.assertNear(graph.params(), whole.params(), 1e-6, "parameters after 3 steps");
  }

  // Layer against layer, as the networks of M2.1 forget on the way back that they truncate: stock
  // layers then differentiate a pass that starts from zeros, and the backward length is not used.
  @Test
  void truncatedBackPropagationEqualsStockDeeplearning4j() {
    ComputationGraph a = oneLayer(F, Kind.LSTM.layer(5));
    ComputationGraph b =
        oneLayer(F, new LSTM.Builder().nOut(5).activation(Activation.TANH).build());
    b.setParams(a.params());
    INDArray epsilon = Graphs.normal(F, 2, 9, 5, 7);
    for (int back : new int[] {3, 7}) {
      Map<String, INDArray> expected = truncatedGradients(b, epsilon, back);
      truncatedGradients(a, epsilon, back)
          .forEach((name, g) -> Near.assertNear(g, expected.get(name), 1e-5, name));
    }
  }

  private static Map<String, INDArray> truncatedGradients(
      ComputationGraph graph, INDArray epsilon, int back) {
    graph.initGradientsView();
    RecurrentLayer layer = (RecurrentLayer) graph.getLayer("a");
    layer.rnnSetPreviousState(
        Map.of("prevAct", Graphs.normal(F, 3, 9, 5), "prevMem", Graphs.normal(F, 4, 9, 5)));
    layer.rnnSetTBPTTState(layer.rnnGetPreviousState());
    layer.rnnActivateUsingStoredState(Graphs.normal(F, 1, 9, 3, 7), true, true, NONE);
    Map<String, INDArray> gradients = new HashMap<>();
    var pair = layer.tbpttBackpropGradient(epsilon, back, NONE);
    pair.getFirst().gradientForVariable().forEach((name, g) -> gradients.put(name, g.dup()));
    gradients.put("dx", steps(pair.getSecond(), 7 - back, 7));
    layer.rnnGetTBPTTState().forEach(gradients::put);
    return gradients;
  }

  @ParameterizedTest
  @EnumSource(names = {"CONCAT", "GRU_CONCAT"})
  void bidirectionalLayersRefuseToSeePartsOfASequence(Kind kind) {
    ComputationGraph graph = oneLayer(F, kind.layer(5));
    INDArray x = Graphs.normal(F, 1, 5, 3, 7);
    String reason = "is impossible: a bidirectional layer needs the whole sequence";
    assertThatThrownBy(() -> graph.rnnTimeStep(x)).hasMessageContaining("rnnTimeStep " + reason);
    ComputationGraph truncated = truncated(kind.layer(5), 4);
    assertThatThrownBy(() -> truncated.fit(data(8)))
        .hasMessageContaining("truncated back-propagation " + reason);
    assertThatThrownBy(() -> graph.rnnSetPreviousState("a", Map.of()))
        .hasMessageContaining("a stored state " + reason);
  }

  private static INDArray inParts(INDArray x, UnaryOperator<INDArray> network) {
    List<INDArray> parts = new ArrayList<>();
    for (int[] part : PARTS) {
      parts.add(network.apply(steps(x, part[0], part[1])).dup());
    }
    return Nd4j.concat(2, parts.toArray(INDArray[]::new));
  }

  private static INDArray steps(INDArray x, int from, int to) {
    return x.get(all(), all(), interval(from, to)).dup();
  }

  private static DataSet data(int steps) {
    return new DataSet(Graphs.normal(F, 1, 9, 3, steps), Sequences.oneHot(F, 9, 4, steps));
  }

  private static ComputationGraph oneLayer(DataType type, Layer layer) {
    return Graphs.of(
        type,
        InputType.recurrent(3),
        g ->
            g.addLayer("a", layer, "in")
                .addLayer("out", Sequences.outputPerStep(4), "a")
                .setOutputs("out"));
  }

  private static ComputationGraph twoLayers(DataType type, Kind kind) {
    return Graphs.of(
        type,
        InputType.recurrent(3),
        g ->
            g.addLayer("a", kind.layer(5), "in")
                .addLayer("b", kind.layer(3), "a")
                .addLayer("out", Sequences.outputPerStep(4), "b")
                .setOutputs("out"));
  }

  private static ComputationGraph truncated(Layer layer, int length) {
    return Graphs.of(
        F,
        InputType.recurrent(3),
        g ->
            g.addLayer("a", layer, "in")
                .addLayer("out", Sequences.outputPerStep(4), "a")
                .setOutputs("out")
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTForwardLength(length)
                .tBPTTBackwardLength(length));
  }

  /** Notes each iteration's score. */
  private static final class Scores extends BaseTrainingListener {
    private final List<Double> scores;

    private Scores(List<Double> scores) {
      this.scores = scores;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      scores.add(model.score());
    }
  }
}
