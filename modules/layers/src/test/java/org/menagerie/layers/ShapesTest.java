package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * No array of a shape that a layer was not made for reaches a kernel: it would leave its memory.
 */
class ShapesTest {
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  /** DOUBLE runs on the reference kernels, FLOAT on oneDNN's where there are any. */
  private static final DataType[] TYPES = {DataType.FLOAT, DataType.DOUBLE};

  static Stream<LayerCase> all() {
    return Stream.concat(
        LayerCase.all(),
        Stream.of(
            LayerCase.sequence(
                "BidirectionalGru", () -> new BidirectionalGru.Builder().nOut(3).build()),
            LayerCase.sequence("SoftmaxOutput", () -> new SoftmaxOutput.Builder().nOut(3).build()),
            LayerCase.image("BatchNorm", () -> new BatchNorm.Builder().build()),
            rows("BatchNorm rows", () -> new BatchNorm.Builder().build()),
            rows("Dense rows", () -> new Dense.Builder().nOut(3).build()),
            rows("FeedForward rows", new FeedForward.Builder(7)::build),
            rows("LayerNormalization rows", new LayerNormalization.Builder()::build),
            rows("SoftmaxOutput rows", () -> new SoftmaxOutput.Builder().nOut(3).build())));
  }

  private static LayerCase rows(String name, Supplier<? extends Layer> layer) {
    return new LayerCase(
        name, InputType.feedForward(4), type -> Graphs.normal(type, 1, 4, 4), layer);
  }

  @ParameterizedTest
  @MethodSource("all")
  void anotherWidthIsRefusedByNameBeforeAKernelReadsIt(LayerCase each) {
    for (DataType type : TYPES) {
      ComputationGraph graph = graph(each, type);
      INDArray right = each.input().apply(type);
      INDArray before = graph.params().dup();
      INDArray answer = graph.outputSingle(right).dup();
      long width = width(each, right);
      for (long other : new long[] {width - 1, width + 1, 16 * width, 100_000}) {
        if (other == 0) {
          continue;
        }
        INDArray x = Nd4j.ones(type, ofWidth(each, right, other));
        assertRefused(each, width, other, () -> graph.outputSingle(x));
        DataSet batch = new DataSet(x, Nd4j.ones(type, 1, 3));
        assertRefused(each, width, other, () -> graph.fit(batch));
      }
      assertThat(graph.params()).isEqualTo(before);
      assertThat(graph.outputSingle(right)).isEqualTo(answer);
    }
  }

  private static void assertRefused(LayerCase each, long width, long given, ThrowingCallable run) {
    boolean tokens = each.name().startsWith("TokenEmbedding");
    String image =
        "input must be [batch, height, width, %d], was [1, 3, 3, %d] in (layer name: %s,";
    String other = "features must be %d, was %d in (layer name: %s,";
    String message =
        tokens
            ? "token indices must be [N, T] or [N, 1, T], were [1, %2$d, 3] in (layer name: %3$s,"
            : isImage(each) && !takesAnyWidth(each) ? image : other;
    assertThatThrownBy(run)
        .hasStackTraceContaining(
            message.formatted(width, given, takesAnyWidth(each) ? "out" : "probe"));
  }

  /** Without parameters and a width of its own: the layer behind it refuses. */
  private static boolean takesAnyWidth(LayerCase each) {
    return each.name().endsWith("Pooling") && !each.name().startsWith("Attention");
  }

  private static boolean isImage(LayerCase each) {
    return each.type() instanceof InputType.InputTypeConvolutional;
  }

  private static long width(LayerCase each, INDArray x) {
    return x.size(isImage(each) ? 3 : 1);
  }

  private static long[] ofWidth(LayerCase each, INDArray x, long width) {
    if (isImage(each)) {
      return new long[] {1, 3, 3, width};
    }
    return x.rank() == 2 ? new long[] {1, width} : new long[] {1, width, 3};
  }

  /** The layer "probe", then classes. */
  private static ComputationGraph graph(LayerCase each, DataType type) {
    Layer probe = each.layer().get();
    boolean images = isImage(each) && !each.name().startsWith("Global");
    return Graphs.of(
        type,
        each.type(),
        g -> {
          g.addLayer("probe", probe, "in");
          if (probe instanceof SoftmaxOutput) {
            return g.setOutputs("probe");
          }
          if (images) {
            g.addLayer("pool", new GlobalPooling.Builder(PoolingType.AVG).build(), "probe");
          }
          g.addLayer("out", new SoftmaxOutput.Builder().nOut(3).build(), images ? "pool" : "probe");
          return g.setOutputs("out");
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void inputsWithOtherAxesAreRefusedByName(LayerCase each) {
    for (DataType type : TYPES) {
      ComputationGraph graph = graph(each, type);
      INDArray x = isImage(each) ? Nd4j.ones(type, 2, 2, 3) : Nd4j.ones(type, 2, 4, 3, 1);
      assertThatThrownBy(() -> graph.outputSingle(x))
          .hasStackTraceContaining("must be ")
          .hasStackTraceContaining("in (layer name: probe,");
    }
  }

  @ParameterizedTest
  @MethodSource("org.menagerie.layers.LayerCase#all")
  void gradientsOfAnotherShapeThanTheOutputAreRefused(LayerCase each) {
    for (DataType type : TYPES) {
      MultiLayerNetwork network = each.network(type);
      network.initGradientsView();
      var layer = network.getLayer(0);
      INDArray x = each.input().apply(type);
      for (boolean training : new boolean[] {true, false}) {
        long[] output = layer.activate(x, training, NONE).shape();
        for (int axis = 0; axis < output.length; axis++) {
          for (int more : new int[] {-1, 1}) {
            long[] shape = output.clone();
            shape[axis] += more;
            INDArray epsilon = Nd4j.ones(type, shape);
            assertThatThrownBy(() -> layer.backpropGradient(epsilon, NONE))
                .hasMessageStartingWith("gradient must have shape [" + output[0])
                .hasMessageContaining("in (layer name: layer0");
          }
        }
      }
    }
  }

  @Test
  void aStoredStateOfAnotherWidthIsRefused() {
    for (DataType type : TYPES) {
      for (Layer cell : new Layer[] {gru(), new Lstm.Builder().nOut(3).build()}) {
        MultiLayerNetwork network = LayerCase.network(type, cell, LayerCase.STEPS);
        RecurrentLayer layer = (RecurrentLayer) network.getLayer(0);
        INDArray wide = Nd4j.ones(type, 2, 9);
        layer.rnnSetPreviousState(Map.of("prevAct", wide, "prevMem", wide));
        assertThatThrownBy(() -> network.rnnTimeStep(Nd4j.ones(type, 2, 4, 1)))
            .hasStackTraceContaining("stored state must have shape [2, 3], was [2, 9] in (layer");
      }
    }
  }

  private static Layer gru() {
    return new Gru.Builder().nOut(3).build();
  }

  @ParameterizedTest
  @MethodSource("org.menagerie.layers.LayerCase#all")
  void masksOfAnotherRankAreRefusedByName(LayerCase each) {
    if (isImage(each)) {
      return;
    }
    for (DataType type : TYPES) {
      MultiLayerNetwork network = each.network(type);
      INDArray x = each.input().apply(type);
      INDArray answer = network.feedForward(x).get(1).dup();
      for (long[] shape : new long[][] {{4, 6, 1}, {4, 1, 6}, {3, 6}, {4, 9}}) {
        network.setLayerMaskArrays(Nd4j.ones(type, shape), null);
        assertThatThrownBy(() -> network.feedForward(x))
            .hasStackTraceContaining("mask must have shape [4, 6], was [" + shape[0])
            .hasStackTraceContaining("in (layer name: layer0");
      }
      network.clearLayerMaskArrays(); // as the README says, Deeplearning4j keeps them
      assertThat(network.feedForward(x).get(1)).isEqualTo(answer);
    }
  }

  @Test
  void aShortcutThatKnowsNoInputTypeTakesNoMoreChannelsThanItGives() {
    for (DataType type : TYPES) {
      PaddedShortcut shortcut = new PaddedShortcut.Builder(2, 4).build();
      MultiLayerNetwork network = Graphs.untyped(type, shortcut);
      assertThat(network.output(Nd4j.ones(type, 1, 3, 3, 3)).shape()).containsExactly(1, 2, 2, 4);
      assertThatThrownBy(() -> network.output(Nd4j.ones(type, 1, 3, 3, 6)))
          .hasStackTraceContaining("[batch, height, width, 4], was [1, 3, 3, 6] in (layer");
    }
  }

  @Test
  void aWindowThatDoesNotFitIsNamedAtRunTimeToo() {
    LayerCase.all()
        .filter(each -> each.name().equals("Pooling"))
        .forEach(
            each ->
                assertThatThrownBy(() -> graph(each, DataType.FLOAT).output(Nd4j.ones(1, 1, 6, 2)))
                    .hasStackTraceContaining("a window over 2 elements does not fit into")
                    .hasStackTraceContaining("with padding 0 in (layer name: probe"));
  }

  @Test
  void aResidualSumRefusesAGradientOfAnotherShape() {
    for (DataType type : TYPES) {
      ComputationGraph graph =
          Graphs.of(
              type,
              InputType.feedForward(4),
              g ->
                  g.addLayer("a", new Dense.Builder().nOut(4).build(), "in")
                      .addVertex("sum", new ResidualAdd(true), "a", "in")
                      .setOutputs("sum"));
      INDArray x = Graphs.normal(type, 1, 2, 4);
      graph.setInput(0, x);
      graph.feedForward(new INDArray[] {x}, true, false);
      assertThatCode(() -> graph.backpropGradient(Nd4j.ones(type, 2, 4)))
          .doesNotThrowAnyException();
      graph.feedForward(new INDArray[] {x}, true, false);
      assertThatThrownBy(() -> graph.backpropGradient(Nd4j.ones(type, 2, 9)))
          .hasStackTraceContaining("gradient must have shape [2, 4], was [2, 9] in \"sum\"");
    }
  }
}
