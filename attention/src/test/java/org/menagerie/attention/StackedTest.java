package org.menagerie.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.core.InputShape.Tokens;
import org.menagerie.core.Scorer;
import org.menagerie.core.TrainingPlan;
import org.menagerie.testkit.GradientCheck;
import org.menagerie.testkit.TinyData;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Transformers three blocks deep, and what they make of the order of steps. */
class StackedTest {
  private static final TinyData TEXTS = TinyData.of(new Tokens(5, 6), TinyData.classes(2));

  static List<Arguments> everyKind() {
    List<Arguments> all = new ArrayList<>();
    for (String heads : List.of("1", "2")) {
      for (String norm : List.of("before", "after")) {
        for (TransformerNetwork network :
            List.of(TransformerNetwork.encoder(), TransformerNetwork.causal())) {
          all.add(Arguments.of(network, Map.of("blocks", "3", "heads", heads, "norm", norm)));
        }
      }
    }
    return all;
  }

  /** One of each choice: a gradient check takes ten seconds. */
  static List<Arguments> twoKinds() {
    return List.of(
        Arguments.of(
            TransformerNetwork.encoder(), Map.of("blocks", "3", "heads", "1", "norm", "after")),
        Arguments.of(
            TransformerNetwork.causal(), Map.of("blocks", "3", "heads", "2", "norm", "before")));
  }

  @ParameterizedTest
  @MethodSource("twoKinds")
  void gradientsThroughThreeBlocksAreThoseOfTheLoss(
      TransformerNetwork architecture, Map<String, String> changes) {
    ComputationGraph network = network(architecture, changes);
    GradientCheck.assertRight(
        network, TEXTS.withMask().splits(3).train().batch(new int[] {0, 1, 2, 5}));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void outputsAreThoseOfTheFormulas(TransformerNetwork architecture, Map<String, String> changes) {
    ComputationGraph network = network(architecture, changes);
    // weights of 0.1 alone would hide much
    network.params().addi(Nd4j.randn(DataType.FLOAT, network.params().shape()).muli(0.3));
    ReferenceTransformer reference =
        new ReferenceTransformer(
            network,
            3,
            Integer.parseInt(changes.get("heads")),
            architecture.name().startsWith("causal"),
            changes.get("norm").equals("before"));
    DataSet batch = TEXTS.withMask().splits(3).train().batch(new int[] {0, 1, 2, 5});
    INDArray outputs = Scorer.predict(network, batch);
    for (int n = 0; n < 4; n++) {
      int length = batch.getFeaturesMaskArray().getRow(n).sumNumber().intValue();
      int[] text = Arrays.copyOf(batch.getFeatures().getRow(n).toIntVector(), length);
      assertThat(outputs.getRow(n).toDoubleVector())
          .containsExactly(reference.output(text).toDoubleVector(), within(1e-5));
    }
  }

  @Test
  void withoutPositionsTheOrderOfTheStepsDoesNotMatter() {
    assertThat(change(Map.of("positions", "none", "blocks", "2"))).isLessThan(1e-5);
  }

  @Test
  void withPositionsItDoes() {
    assertThat(change(Map.of("positions", "sinusoidal", "blocks", "2"))).isGreaterThan(1e-3);
    assertThat(change(Map.of("positions", "learned", "blocks", "2"))).isGreaterThan(1e-3);
  }

  @Test
  void earlierStepsOfACausalTransformerAreAllThatItsOrderTells() {
    ComputationGraph network =
        network(TransformerNetwork.causal(), Map.of("positions", "none", "pooling", "last"));
    DataSet batch = batch();
    float[] before = Scorer.predict(network, batch).dup('c').data().asFloat();
    batch.setFeatures(backwards(batch.getFeatures(), 4)); // the last step stays where it is
    assertThat(Scorer.predict(network, batch).dup('c').data().asFloat())
        .containsExactly(before, within(1e-5f));
  }

  /** The largest difference that reading the steps backwards makes to an output. */
  private static double change(Map<String, String> changes) {
    ComputationGraph network = network(TransformerNetwork.encoder(), changes);
    DataSet batch = batch();
    INDArray before = Scorer.predict(network, batch).dup();
    batch.setFeatures(backwards(batch.getFeatures(), 5));
    return Scorer.predict(network, batch).sub(before).amaxNumber().doubleValue();
  }

  private static DataSet batch() {
    return TEXTS.splits(3).train().batch(new int[] {0, 1, 2, 3});
  }

  // [n, steps] with the first steps in reverse order
  private static INDArray backwards(INDArray tokens, int steps) {
    INDArray reversed = tokens.dup();
    for (int t = 0; t < steps; t++) {
      reversed.putColumn(t, tokens.getColumn(steps - 1 - t));
    }
    return reversed;
  }

  private static ComputationGraph network(
      TransformerNetwork architecture, Map<String, String> changes) {
    TransformerConfig config = Fixed.small(architecture, TEXTS.task(), changes);
    ComputationGraph network =
        new ComputationGraph(
            architecture.build(config, TEXTS.task(), TrainingPlan.of(TEXTS.task().target())));
    network.init();
    return network;
  }
}
