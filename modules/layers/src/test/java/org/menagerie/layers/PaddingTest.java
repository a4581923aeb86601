package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What lies in padding reaches nothing, and a mask must fit. */
class PaddingTest {
  @ParameterizedTest
  @MethodSource("org.menagerie.layers.LayerCase#perStep")
  void paddingMayHoldAnything(LayerCase each) {
    assertUnmoved(each.layer().get(), new TimePooling(TimePooling.Mode.MEAN));
  }

  @Test
  void paddingMayHoldAnythingInFrontOfPooling() {
    assertUnmoved(new AttentionPooling.Builder(3).build());
    assertUnmoved(new ClassToken.Builder().build(), new TimePooling(TimePooling.Mode.MEAN));
    assertUnmoved(new TimePooling(TimePooling.Mode.MAX));
  }

  @Test
  void paddingMayHoldAnythingInFrontOfTheOutput() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray mask = Sequences.mask(type, 4, 6);
      INDArray x = Graphs.normal(type, 1, 4, 4, 6);
      INDArray labels = StepGraphs.classesPerStep(type, 4, 6);
      MultiLayerNetwork network =
          LayerCase.network(type, new SoftmaxOutput.Builder().nOut(3).build(), LayerCase.STEPS);
      double expected = network.score(new DataSet(x, labels, mask, mask));
      DataSet spoilt =
          new DataSet(spoil(x, mask, Double.NaN), spoil(labels, mask, Double.NaN), mask, mask);
      assertThat(network.score(spoilt)).isEqualTo(expected);
      network.fit(spoilt);
      assertThat(network.params().isNaN().any()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 3", "6, 4", "4, 5", "4, 1", "3, 6"})
  void aMaskOfAnotherSizeIsRefused(int examples, int steps) {
    INDArray mask = Nd4j.ones(DataType.FLOAT, examples, steps);
    Stream<Layer> others =
        Stream.of(
            new ClassToken.Builder().build(),
            new AttentionPooling.Builder(3).build(),
            new TimePooling(TimePooling.Mode.MEAN),
            new TimePooling(TimePooling.Mode.MAX));
    Stream.concat(LayerCase.perStep().map(each -> each.layer().get()), others)
        .forEach(
            layer -> {
              MultiLayerNetwork network = LayerCase.network(DataType.FLOAT, layer, LayerCase.STEPS);
              network.setLayerMaskArrays(mask, null);
              INDArray x = Graphs.normal(DataType.FLOAT, 1, 4, 4, 6);
              assertThatThrownBy(() -> network.feedForward(x, false))
                  .as("%s", layer)
                  .hasStackTraceContaining("mask must ")
                  .hasStackTraceContaining("[4, 6], was [%d, %d]".formatted(examples, steps));
            });
  }

  private static void assertUnmoved(Layer... layers) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      ComputationGraph graph = StepGraphs.flat(type, LayerCase.STEPS, layers);
      INDArray mask = Sequences.mask(type, 4, 6);
      INDArray x = Graphs.normal(type, 1, 4, 4, 6);
      INDArray labels = StepGraphs.classes(type, 4);
      DataSet clean = new DataSet(x, labels, mask, null);
      Map<String, INDArray> expected = GradientCheck.gradients(graph, clean);
      double score = graph.score(clean);
      for (double filling : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        DataSet spoilt = new DataSet(spoil(x, mask, filling), labels, mask, null);
        assertThat(graph.score(spoilt)).as("%s score", type).isEqualTo(score);
        assertThat(GradientCheck.gradients(graph, spoilt)).as("%s", type).isEqualTo(expected);
      }
    }
  }

  /** A copy [N, F, T] that holds the filling in padded steps. */
  private static INDArray spoil(INDArray sequences, INDArray mask, double filling) {
    INDArray result = sequences.dup();
    for (int n = 0; n < mask.size(0); n++) {
      for (int t = 0; t < mask.size(1); t++) {
        for (int f = 0; mask.getDouble(n, t) == 0 && f < sequences.size(1); f++) {
          result.putScalar(new int[] {n, f, t}, filling);
        }
      }
    }
    return result;
  }
}
