package org.menagerie.report.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.menagerie.core.Loss;
import org.menagerie.data.EncodedFile;
import org.menagerie.report.ModelFile;

class AttentionMapTest {

  @Test
  void aStepIsLookedAtByThoseThatCouldSeeIt() {
    float[][] causal = {{1, 0, 0}, {0.25f, 0.75f, 0}, {0, 0, 0}}; // the last step is padding
    AttentionMap map = new AttentionMap("attention-1", 2, causal);
    assertThat(map.looks(0, 3)).containsExactly(0.625, 0.75, 0);
    assertThat(map.looks(1, 1)).containsExactly(0.75);
    assertThat(map.title()).isEqualTo("attention-1, head 2");
  }

  @Test
  void aNetworkWithoutAttentionIsRefused() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("out", new OutputLayer.Builder().nOut(2).build(), "in")
                .setOutputs("out")
                .setInputTypes(InputType.feedForward(3))
                .build());
    network.init();
    ModelFile model = new ModelFile(network, null, "mlp", Loss.CROSS_ENTROPY);
    assertThatThrownBy(() -> AttentionPage.of(model, file()))
        .hasMessage("attention needs a network with attention, mlp has none");
  }

  private static EncodedFile file() {
    return new EncodedFile("new.csv", null, List.of(), Optional.empty());
  }
}
