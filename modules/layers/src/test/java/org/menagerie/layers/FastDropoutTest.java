package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FastDropoutTest {
  private static final DataType F = DataType.FLOAT;

  @ParameterizedTest
  @CsvSource({"FLOAT, c", "FLOAT, f", "DOUBLE, c"})
  void theGradientIsDroppedWhereTheInputWas(DataType type, char order) {
    FastDropout dropout = new FastDropout(0.25);
    INDArray ones = Nd4j.ones(type, 100, 90).dup(order);
    INDArray dropped = dropout.applyDropout(ones, Nd4j.create(type, 100, 90), 0, 0, null);
    INDArray gradient = dropout.backprop(Nd4j.ones(type, 100, 90), ones, 0, 0);
    assertThat(gradient).isEqualTo(dropped);
    assertThat(dropped.meanNumber().doubleValue()).isCloseTo(1, within(0.03));
    assertThat(dropped.maxNumber().doubleValue()).isCloseTo(4 / 3., within(1e-6));
    assertThat(dropped.eq(0).castTo(F).meanNumber().doubleValue()).isCloseTo(0.25, within(0.02));
    INDArray next =
        dropout.applyDropout(gradient.assign(1), Nd4j.create(type, 100, 90), 0, 0, null);
    assertThat(next).isNotEqualTo(dropped);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void arraysOfAnyStridesAreDroppedAlike(DataType type) {
    INDArray steps = Nd4j.ones(type, 2, 30, 40);
    for (INDArray into :
        List.of(
            Nd4j.ones(type, 2, 40, 30).permute(0, 2, 1),
            Nd4j.ones(type, 40, 30, 2).permute(2, 1, 0),
            Nd4j.ones(type, 4, 30, 40).get(NDArrayIndex.interval(0, 2)),
            Nd4j.ones(type, 2, 30, 80)
                .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, 40)))) {
      FastDropout dropout = new FastDropout(0.5);
      INDArray dropped = dropout.applyDropout(steps, Nd4j.create(type, 2, 30, 40), 0, 0, null);
      assertThat(dropout.backprop(into, into, 0, 0)).isEqualTo(dropped);
    }
  }

  @Test
  void aRateOfZeroKeepsAll() {
    FastDropout none = new FastDropout(0);
    INDArray input = Graphs.normal(F, 1, 8, 5);
    assertThat(none.applyDropout(input, Nd4j.create(F, 8, 5), 0, 0, null)).isEqualTo(input);
    assertThat(none.backprop(input.dup(), input.dup(), 0, 0)).isEqualTo(input);
  }

  @Test
  void trainingFollowsTheSeedAndInferenceKeepsAll() {
    ComputationGraph one = graph();
    ComputationGraph two = graph();
    DataSet data = new DataSet(Graphs.normal(F, 1, 8, 5), Graphs.oneHot(F, 8, 3));
    INDArray before = one.outputSingle(data.getFeatures());
    assertThat(one.outputSingle(data.getFeatures())).isEqualTo(before);
    for (ComputationGraph graph : new ComputationGraph[] {one, two}) {
      Nd4j.getRandom().setSeed(7);
      graph.fit(data);
      graph.fit(data);
    }
    assertThat(one.params()).isEqualTo(two.params());
    Nd4j.getRandom().setSeed(8);
    one.fit(data);
    two.fit(data);
    assertThat(one.params()).isNotEqualTo(two.params());
  }

  @Test
  void survivesJsonAndRefusesWhatIsNoShare() {
    ComputationGraphConfiguration configuration = graph().getConfiguration();
    assertThat(ComputationGraphConfiguration.fromJson(configuration.toJson()))
        .isEqualTo(configuration);
    assertThat(configuration.toJson()).contains("FastDropout");
    assertThatThrownBy(() -> new FastDropout(1)).hasMessageContaining("rate must be in [0, 1)");
    assertThatThrownBy(() -> new FastDropout(0.5).backprop(Nd4j.ones(2), Nd4j.ones(2), 0, 0))
        .hasMessage("backprop needs applyDropout before it");
  }

  private static ComputationGraph graph() {
    return Graphs.of(
        F,
        InputType.feedForward(5),
        new FastAdam(0.01),
        g ->
            g.addLayer("a", new Dense.Builder().nOut(40).activation(Activation.TANH).build(), "in")
                .addLayer(
                    "out",
                    new SoftmaxOutput.Builder().nOut(3).dropOut(new FastDropout(0.3)).build(),
                    "a")
                .setOutputs("out"));
  }
}
