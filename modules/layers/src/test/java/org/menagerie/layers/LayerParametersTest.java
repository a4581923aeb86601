package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LayerParametersTest {
  private static final DataType F = DataType.FLOAT;

  static Stream<LayerCase> withParameters() {
    return LayerCase.all().filter(each -> each.network(F).numParams() > 0);
  }

  @ParameterizedTest
  @MethodSource("withParameters")
  void settingALayersOwnParametersChangesNothing(LayerCase each) {
    Layer layer = each.network(F).getLayer(0);
    Map<String, INDArray> before = new LinkedHashMap<>();
    layer.paramTable().forEach((name, array) -> before.put(name, array.dup()));
    layer.setParams(layer.params().dup());
    assertThat(layer.paramTable()).isEqualTo(before);
  }

  @Test
  void parametersOfAnotherNumberAreRefused() {
    Layer layer =
        LayerCase.network(F, new LearnedPositions.Builder(9).build(), LayerCase.STEPS).getLayer(0);
    assertThatThrownBy(() -> layer.setParams(Nd4j.ones(F, 1, 35)))
        .hasMessageStartingWith("parameters must be 36, were 35");
  }

  @Test
  void transferLearningKeepsWhatFrozenLayersGive() {
    ComputationGraph graph =
        StepGraphs.flat(
            F,
            InputType.recurrent(1),
            new TokenEmbedding.Builder().nIn(6).nOut(4).build(),
            new LearnedPositions.Builder(9).build(),
            new TimePooling(TimePooling.Mode.MEAN),
            new Dense.Builder().nOut(4).activation(Activation.TANH).build());
    INDArray x = StepGraphs.tokens(F, 1, 6, 3, 1, 5);
    INDArray expected = graph.feedForward(x, false).get("2").dup();
    ComputationGraph transferred =
        new TransferLearning.GraphBuilder(graph)
            .setFeatureExtractor("2")
            .nOutReplace("3", 7, WeightInit.XAVIER)
            .build();
    assertThat(transferred.feedForward(x, false).get("2")).isEqualTo(expected);
  }
}
