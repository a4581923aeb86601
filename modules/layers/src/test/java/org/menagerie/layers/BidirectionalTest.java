package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.layers.BidirectionalRecurrent.Mode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** How the two directions of a bidirectional layer become one, for each cell. */
class BidirectionalTest {
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();
  private static final int UNITS = 5;

  @ParameterizedTest
  @EnumSource
  void mergedOutputsAndGradientsAreThoseOfBothHalves(RecurrentCell cell) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      ComputationGraph concat = graph(type, cell, Mode.CONCAT);
      for (Mode mode : new Mode[] {Mode.ADD, Mode.AVERAGE}) {
        double factor = mode == Mode.ADD ? 1 : 0.5;
        ComputationGraph merged = graph(type, cell, mode);
        merged.setParams(concat.params());
        INDArray epsilon = Graphs.normal(type, 2, 4, UNITS, 6);
        INDArray half = epsilon.mul(factor);
        Map<String, INDArray> expected = run(concat, Nd4j.concat(1, half, half));
        INDArray both = expected.get("output");
        var all = NDArrayIndex.all();
        INDArray first = both.get(all, NDArrayIndex.interval(0, UNITS), all);
        INDArray second = both.get(all, NDArrayIndex.interval(UNITS, 2 * UNITS), all);
        expected.put("output", first.add(second).muli(factor));
        run(merged, epsilon)
            .forEach((name, array) -> Near.assertNear(array, expected.get(name), 1e-6, name));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theWayOfMergingSurvivesJson(RecurrentCell cell) {
    for (Mode mode : Mode.values()) {
      ComputationGraph graph = graph(DataType.FLOAT, cell, mode);
      RoundTrip.assertUnchanged(graph, Graphs.normal(DataType.FLOAT, 1, 2, 3, 4));
      for (Mode other : Mode.values()) {
        assertThat(layer(cell, other).equals(layer(cell, mode))).isEqualTo(other == mode);
      }
    }
    assertThat(layer(RecurrentCell.LSTM, Mode.ADD))
        .isNotEqualTo(layer(RecurrentCell.GRU, Mode.ADD));
  }

  /** Output and gradients of a masked batch. */
  private static Map<String, INDArray> run(ComputationGraph graph, INDArray epsilon) {
    graph.initGradientsView();
    DataType type = epsilon.dataType();
    var layer = graph.getLayer("a");
    layer.feedForwardMaskArray(Sequences.mask(type, 4, 6), MaskState.Active, 4);
    layer.setInput(Graphs.normal(type, 1, 4, 3, 6), NONE);
    Map<String, INDArray> results = new LinkedHashMap<>();
    results.put("output", layer.activate(true, NONE).dup());
    var pair = layer.backpropGradient(epsilon, NONE);
    pair.getFirst().gradientForVariable().forEach((name, g) -> results.put(name, g.dup()));
    results.put("dx", pair.getSecond());
    return results;
  }

  private static ComputationGraph graph(DataType type, RecurrentCell cell, Mode mode) {
    return Graphs.of(
        type,
        InputType.recurrent(3),
        g ->
            g.addLayer("a", layer(cell, mode), "in")
                .addLayer("out", Sequences.outputPerStep(4), "a")
                .setOutputs("out"));
  }

  private static BidirectionalRecurrent layer(RecurrentCell cell, Mode mode) {
    return cell == RecurrentCell.LSTM
        ? new BidirectionalLstm.Builder().nOut(UNITS).mode(mode).build()
        : new BidirectionalGru.Builder().nOut(UNITS).mode(mode).build();
  }
}
