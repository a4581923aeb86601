package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.layers.BidirectionalRecurrent.Mode;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

class RecurrentTest {
  private static final DataType D = DataType.DOUBLE;
  private static final DataType F = DataType.FLOAT;
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  /** The layers under test; BidirectionalTest derives the other ways of merging from CONCAT. */
  enum Kind {
    LSTM {
      @Override
      Layer layer(int units) {
        return new Lstm.Builder().nOut(units).build();
      }
    },
    GRU {
      @Override
      Layer layer(int units) {
        return new Gru.Builder().nOut(units).build();
      }
    },
    CONCAT {
      @Override
      Layer layer(int units) {
        return new BidirectionalLstm.Builder().nOut(units).build();
      }
    },
    GRU_CONCAT {
      @Override
      Layer layer(int units) {
        return new BidirectionalGru.Builder().nOut(units).build();
      }
    };

    abstract Layer layer(int units);
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreRight(Kind kind) {
    for (int[] size : new int[][] {{1, 1}, {3, 2}}) {
      INDArray x = Graphs.normal(D, 1, size[0], 3, size[1]);
      GradientCheck.assertRight(behindDense(kind), new DataSet(x, Graphs.oneHot(D, size[0], 3)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreRightWithMasks(Kind kind) {
    INDArray x = Graphs.normal(D, 1, 3, 3, 4);
    INDArray mask = Sequences.mask(D, 3, 4); // padding behind the second, in front of the third
    mask.putScalar(1, 1, 0); // a gap
    GradientCheck.assertRight(
        behindDense(kind), new DataSet(x, Graphs.oneHot(D, 3, 3), mask, null));
  }

  @ParameterizedTest
  @EnumSource
  void paddingDoesNotChangeOutputsOrGradients(Kind kind) {
    for (DataType type : new DataType[] {D, F}) {
      ComputationGraph graph = pooled(type, kind);
      INDArray x = Graphs.normal(type, 1, 11, 3, 6);
      INDArray labels = Graphs.oneHot(type, 11, 3);
      INDArray expected = graph.outputSingle(x).dup();
      Map<String, INDArray> gradients = GradientCheck.gradients(graph, new DataSet(x, labels));
      for (int[] padding : new int[][] {{0, 4}, {4, 0}, {2, 3}}) {
        INDArray padded = Sequences.pad(x, padding[0], padding[1], 1e3);
        INDArray mask = Sequences.maskAround(type, 11, padding[0], 6, padding[1]);
        Near.assertNear(output(graph, padded, mask), expected, 1e-6, "output");
        GradientCheck.gradients(graph, new DataSet(padded, labels, mask, null))
            .forEach((name, g) -> Near.assertNear(g, gradients.get(name), 1e-6, name));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void examplesOfOtherLengthsInTheBatchDoNotChangeAnOutput(Kind kind) {
    ComputationGraph graph = perStep(F, kind);
    INDArray mask = Sequences.mask(F, 9, 7);
    INDArray x = Graphs.normal(F, 1, 9, 3, 7);
    INDArray hidden = hidden(graph, x, mask);
    for (int n = 0; n < 9; n++) {
      int first = mask.getRow(n).argMax(0).getInt(0);
      int length = mask.getRow(n).sumNumber().intValue();
      var real = NDArrayIndex.interval(first, first + length);
      var one = NDArrayIndex.interval(n, n + 1);
      INDArray alone = x.get(one, NDArrayIndex.all(), real).dup();
      INDArray expected = hidden(graph, alone, null);
      INDArray actual = hidden.get(one, NDArrayIndex.all(), real);
      Near.assertNear(actual, expected, 1e-6, "example " + n);
    }
  }

  @ParameterizedTest
  @EnumSource
  void paddingMayHoldAnythingAndItsOutputIsZero(Kind kind) {
    for (DataType type : new DataType[] {D, F}) {
      ComputationGraph graph = perStep(type, kind);
      INDArray mask = Sequences.maskAround(type, 3, 1, 4, 2);
      mask.putScalar(1, 1, 0);
      INDArray x = Sequences.pad(Graphs.normal(type, 1, 3, 3, 4), 1, 2, Double.NaN);
      INDArray hidden = hidden(graph, x, mask);
      for (int n = 0; n < 3; n++) {
        for (int t = 0; t < 7; t++) {
          double largest =
              hidden
                  .get(NDArrayIndex.point(n), NDArrayIndex.all(), NDArrayIndex.point(t))
                  .amaxNumber()
                  .doubleValue();
          assertThat(largest > 0).isEqualTo(mask.getDouble(n, t) == 1);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noGradientFlowsIntoPadding(Kind kind) {
    for (DataType type : new DataType[] {D, F}) {
      ComputationGraph graph = perStep(type, kind);
      graph.initGradientsView();
      var layer = graph.getLayer("a");
      INDArray mask = Sequences.mask(type, 5, 7);
      layer.feedForwardMaskArray(mask, MaskState.Active, 5);
      layer.setInput(Graphs.normal(type, 1, 5, 3, 7), NONE);
      INDArray epsilon = Graphs.normal(type, 2, layer.activate(true, NONE).shape());
      INDArray dx = layer.backpropGradient(epsilon, NONE).getSecond();
      INDArray largest = dx.amax(1);
      for (int n = 0; n < 5; n++) {
        for (int t = 0; t < 7; t++) {
          assertThat(largest.getDouble(n, t) > 0).isEqualTo(mask.getDouble(n, t) == 1);
        }
      }
    }
  }

  @Test
  void lstmEqualsStockDeeplearning4jWithItsParameters() {
    LSTM stock = new LSTM.Builder().nOut(5).activation(Activation.TANH).build();
    assertTrainsLike(Kind.LSTM.layer(5), stock);
  }

  @ParameterizedTest
  @EnumSource
  void bidirectionalLstmEqualsStockDeeplearning4jWithItsParameters(Mode mode) {
    LSTM one = new LSTM.Builder().nOut(5).activation(Activation.TANH).build();
    assertTrainsLike(
        new BidirectionalLstm.Builder().nOut(5).mode(mode).build(),
        new Bidirectional(Bidirectional.Mode.valueOf(mode.name()), one));
  }

  @Test
  void equalSeedsGiveStockDeeplearning4jsFirstWeights() {
    LSTM stock = new LSTM.Builder().nOut(5).activation(Activation.TANH).build();
    assertThat(perStep(F, Kind.LSTM.layer(5)).params()).isEqualTo(perStep(F, stock).params());
  }

  private static void assertTrainsLike(Layer ours, Layer stock) {
    ComputationGraph a = perStep(F, ours);
    ComputationGraph b = perStep(F, stock);
    b.setParams(a.params());
    assertThat(a.paramTable().keySet()).isEqualTo(b.paramTable().keySet());
    INDArray x = Graphs.normal(F, 1, 9, 3, 7);
    DataSet data = new DataSet(x, Sequences.oneHot(F, 9, 4, 7));
    for (int i = 0; i < 5; i++) {
      a.fit(data);
      b.fit(data);
    }
    Near.assertNear(a.params(), b.params(), 1e-5, "parameters after 5 steps");
    Near.assertNear(a.outputSingle(x), b.outputSingle(x), 1e-5, "output");
  }

  @ParameterizedTest
  @EnumSource
  void anyMemoryOrderGivesTheSameOutput(Kind kind) {
    ComputationGraph graph = perStep(F, kind);
    INDArray x = Graphs.normal(F, 1, 20, 3, 37);
    INDArray expected = graph.outputSingle(x).dup();
    INDArray stepMajor = x.permute(2, 0, 1).dup('c').permute(1, 2, 0);
    INDArray batchMajor = x.permute(0, 2, 1).dup('c').permute(0, 2, 1);
    for (INDArray other : new INDArray[] {x.dup('f'), stepMajor, batchMajor}) {
      Near.assertNear(graph.outputSingle(other), expected, 1e-6, "output");
    }
  }

  @ParameterizedTest
  @EnumSource
  void stepsMayComeBeforeFeatures(Kind kind) {
    ComputationGraph swapped =
        Graphs.of(
            F,
            InputType.recurrent(3, RNNFormat.NWC),
            g ->
                g.addLayer("a", kind.layer(5), "in")
                    .addLayer("pool", new TimePooling(TimePooling.Mode.LAST), "a")
                    .addLayer("out", Sequences.output(4), "pool")
                    .setOutputs("out"));
    ComputationGraph plain = pooled(F, kind.layer(5), TimePooling.Mode.LAST, 4);
    swapped.setParams(plain.params());
    INDArray x = Graphs.normal(F, 1, 5, 3, 7);
    INDArray labels = Graphs.oneHot(F, 5, 4);
    plain.fit(new DataSet(x, labels));
    swapped.fit(new DataSet(x.permute(0, 2, 1).dup('c'), labels));
    Near.assertNear(swapped.params(), plain.params(), 1e-6, "parameters after a step");
  }

  @ParameterizedTest
  @EnumSource
  void aSavedModelAnswersAsBefore(Kind kind) throws IOException {
    ComputationGraph graph = pooled(F, kind);
    INDArray x = Graphs.normal(F, 1, 4, 3, 6);
    graph.fit(new DataSet(x, Graphs.oneHot(F, 4, 3)));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(graph, file, true);
    ComputationGraph loaded =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()));
    assertThat(loaded.outputSingle(x)).isEqualTo(graph.outputSingle(x));
    String json = graph.getConfiguration().toJson();
    assertThat(ComputationGraphConfiguration.fromJson(json)).isEqualTo(graph.getConfiguration());
  }

  @ParameterizedTest
  @EnumSource
  void lengthsAndBatchSizesMayChange(Kind kind) {
    ComputationGraph graph = pooled(F, kind);
    for (int[] size : new int[][] {{20, 9}, {1, 1}, {33, 4}, {7, 30}, {20, 9}}) {
      INDArray x = Graphs.normal(F, 3, size[0], 3, size[1]);
      INDArray fresh = pooledCopy(graph, kind).outputSingle(x);
      Near.assertNear(graph.outputSingle(x), fresh, 1e-6, "output");
      DataSet data = new DataSet(x, Graphs.oneHot(F, size[0], 3));
      Map<String, INDArray> expected = GradientCheck.gradients(pooledCopy(graph, kind), data);
      GradientCheck.gradients(graph, data)
          .forEach((name, g) -> Near.assertNear(g, expected.get(name), 1e-6, name));
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoNetworksInTwoThreadsTrainAsAlone(Kind kind) {
    DataSet data = new DataSet(Graphs.normal(F, 1, 16, 3, 9), Graphs.oneHot(F, 16, 3));
    ComputationGraph alone = pooled(F, kind);
    train(alone, data);
    List<CompletableFuture<ComputationGraph>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(
          CompletableFuture.supplyAsync(
              () -> {
                ComputationGraph graph = pooled(F, kind);
                train(graph, data.copy());
                return graph;
              }));
    }
    both.forEach(one -> assertThat(one.join().params()).isEqualTo(alone.params()));
  }

  @ParameterizedTest
  @EnumSource
  void twoThreadsALoopGiveTheSameResult(Kind kind) {
    DataSet data =
        new DataSet(
            Graphs.normal(F, 1, 19, 3, 9), Graphs.oneHot(F, 19, 3), Sequences.mask(F, 19, 9), null);
    ComputationGraph one = pooled(F, kind);
    ComputationGraph two = pooled(F, kind);
    Map<String, INDArray> expected = GradientCheck.gradients(one, data);
    Threads.configure(2);
    try {
      GradientCheck.gradients(two, data)
          .forEach((name, g) -> Near.assertNear(g, expected.get(name), 1e-5, name));
    } finally {
      Threads.configure(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void learnsWhereTheOnlySignalIsTheFirstStep(Kind kind) {
    INDArray x = Nd4j.zeros(F, 32, 1, 12);
    INDArray labels = Graphs.oneHot(F, 32, 2);
    for (int n = 0; n < 32; n++) {
      x.putScalar(n, 0, 0, labels.getDouble(n, 0));
    }
    TimePooling.Mode mode = kind == Kind.CONCAT ? TimePooling.Mode.ENDS : TimePooling.Mode.LAST;
    ComputationGraph graph =
        Graphs.of(
            F,
            InputType.recurrent(1),
            new Adam(0.03),
            g ->
                g.addLayer("a", kind.layer(6), "in")
                    .addLayer("pool", new TimePooling(mode), "a")
                    .addLayer("out", Sequences.output(2), "pool")
                    .setOutputs("out"));
    for (int i = 0; i < 150; i++) {
      graph.fit(new DataSet(x, labels));
    }
    assertThat(graph.score()).isLessThan(0.1);
  }

  @Test
  void inputDropoutLeavesInferenceAlone() {
    Layer with = new Lstm.Builder().nOut(5).dropOut(0.5).build();
    ComputationGraph graph = pooled(F, with, TimePooling.Mode.MEAN, 3);
    ComputationGraph without = pooled(F, Kind.LSTM.layer(5), TimePooling.Mode.MEAN, 3);
    INDArray x = Graphs.normal(F, 1, 6, 3, 8);
    assertThat(graph.outputSingle(x)).isEqualTo(without.outputSingle(x));
    assertThat(graph.output(true, x)[0]).isNotEqualTo(without.outputSingle(x));
    DataSet data = new DataSet(x, Graphs.oneHot(F, 6, 3));
    graph.fit(data);
    without.fit(data);
    assertThat(graph.params()).isNotEqualTo(without.params());
  }

  @Test
  void forgetGateStartsOpen() {
    INDArray bias =
        pooled(
                F,
                new Lstm.Builder().nOut(5).forgetGateBiasInit(2).build(),
                TimePooling.Mode.MEAN,
                3)
            .getLayer("a")
            .getParam("b");
    for (int i = 0; i < 20; i++) {
      assertThat(bias.getDouble(i)).isEqualTo(i / 5 == 1 ? 2 : 0);
    }
  }

  @Test
  void otherActivationsAreRefused() {
    assertThatThrownBy(() -> new Gru.Builder().nOut(5).activation(Activation.RELU).build())
        .hasMessageContaining("activation of a recurrent layer must be tanh, was relu");
  }

  @Test
  void l2ReachesWeightsButNotTheBias() {
    Layer layer = new Gru.Builder().nOut(5).l2(0.1).build();
    ComputationGraph graph = pooled(F, layer, TimePooling.Mode.MEAN, 3);
    double squares =
        graph.getLayer("a").getParam("W").norm2Number().doubleValue()
            * graph.getLayer("a").getParam("W").norm2Number().doubleValue();
    graph.getLayer("a").getParam("RW").assign(0);
    graph.getLayer("a").getParam("b").assign(7);
    assertThat(graph.getLayer("a").calcRegularizationScore(true))
        .isCloseTo(0.1 * squares / 2, offset(1e-5));
  }

  private static void train(ComputationGraph graph, DataSet data) {
    for (int i = 0; i < 20; i++) {
      graph.fit(data);
    }
  }

  private static INDArray output(ComputationGraph graph, INDArray x, INDArray mask) {
    return graph.output(false, new INDArray[] {x}, new INDArray[] {mask})[0];
  }

  private static INDArray hidden(ComputationGraph graph, INDArray x, INDArray mask) {
    graph.setLayerMaskArrays(mask == null ? null : new INDArray[] {mask}, null);
    INDArray hidden = graph.feedForward(x, false).get("b").dup();
    graph.clearLayerMaskArrays();
    return hidden;
  }

  private static ComputationGraph pooledCopy(ComputationGraph graph, Kind kind) {
    ComputationGraph copy = pooled(F, kind);
    copy.setParams(graph.params());
    return copy;
  }

  /** Two layers: what the first learns comes through the second. */
  private static ComputationGraph pooled(DataType type, Kind kind) {
    return Graphs.of(
        type,
        InputType.recurrent(3),
        g ->
            g.addLayer("a", kind.layer(5), "in")
                .addLayer("b", kind.layer(3), "a")
                .addLayer("pool", new TimePooling(TimePooling.Mode.MEAN), "b")
                .addLayer("out", Sequences.output(3), "pool")
                .setOutputs("out"));
  }

  /** With parameters in front, so that the gradient with respect to the input is checked too. */
  private static ComputationGraph behindDense(Kind kind) {
    return Graphs.of(
        D,
        InputType.recurrent(3),
        g ->
            g.addLayer("a", new Dense.Builder().nOut(2).activation(Activation.TANH).build(), "in")
                .addLayer("b", kind.layer(3), "a")
                .addLayer("pool", new TimePooling(TimePooling.Mode.MEAN), "b")
                .addLayer("out", Sequences.output(3), "pool")
                .setOutputs("out"));
  }

  private static ComputationGraph pooled(
      DataType type, Layer layer, TimePooling.Mode mode, int classes) {
    return Graphs.of(
        type,
        InputType.recurrent(3),
        g ->
            g.addLayer("a", layer, "in")
                .addLayer("pool", new TimePooling(mode), "a")
                .addLayer("out", Sequences.output(classes), "pool")
                .setOutputs("out"));
  }

  private static ComputationGraph perStep(DataType type, Kind kind) {
    return Graphs.of(
        type,
        InputType.recurrent(3),
        g ->
            g.addLayer("a", kind.layer(5), "in")
                .addLayer("b", kind.layer(3), "a")
                .addLayer("out", Sequences.outputPerStep(4), "b")
                .setOutputs("out"));
  }

  private static ComputationGraph perStep(DataType type, Layer layer) {
    return Graphs.of(
        type,
        InputType.recurrent(3),
        g ->
            g.addLayer("a", layer, "in")
                .addLayer("out", Sequences.outputPerStep(4), "a")
                .setOutputs("out"));
  }
}
