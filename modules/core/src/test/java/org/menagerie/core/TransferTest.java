package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.menagerie.core.Fixtures.floats;

import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.menagerie.core.Fixtures.Recorder;
import org.menagerie.layers.BatchNorm;
import org.menagerie.layers.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

class TransferTest {
  private static final TrainingPlan PLAN =
      TrainingPlan.of(Fixtures.splits().train().target())
          .with(Map.of("epochs", "4", "batch-size", "8", "l2", "0.01", "seed", "5"));
  private static final TrainingPlan OTHER = PLAN.withSeed(6);

  /** 2 numbers, dense, batch normalisation, dense, 3 classes. */
  private static ComputationGraphConfiguration network(TrainingPlan plan, int width) {
    return plan.network(Fixtures.splits().task())
        .graphBuilder()
        .addInputs("input")
        .addLayer("first", new Dense.Builder().nOut(width).build(), "input")
        .addLayer("norm", new BatchNorm.Builder().build(), "first")
        .addLayer("second", new Dense.Builder().nOut(5).build(), "norm")
        .addLayer(
            "output",
            new OutputLayer.Builder(plan.loss().function())
                .nOut(3)
                .activation(plan.loss().outputActivation(Fixtures.splits().train().target()))
                .build(),
            "second")
        .setOutputs("output")
        .setInputTypes(InputType.feedForward(2))
        .build();
  }

  private static final ComputationGraph EARLIER =
      Trainer.train(network(PLAN, 6), Fixtures.splits(), PLAN, TrainingListener.NONE).network();

  private static final Earlier SAME = new Earlier("run x", EARLIER, true, true);

  private static ComputationGraph trained(int freeze) {
    ComputationGraphConfiguration network = network(OTHER, 6);
    Transfer transfer = Transfer.of(SAME, network, freeze);
    return Trainer.train(
            network, Fixtures.splits(), OTHER, Optional.of(transfer), TrainingListener.NONE)
        .network();
  }

  @Test
  void frozenParametersKeepTheirBitsAndTheOthersLearn() {
    ComputationGraph network = trained(2);
    for (String name : new String[] {"first", "norm"}) {
      for (Map.Entry<String, INDArray> e : EARLIER.getLayer(name).paramTable().entrySet()) {
        float[] now = floats(network.getLayer(name).getParam(e.getKey()));
        assertThat(now).as(name + " " + e.getKey()).isEqualTo(floats(e.getValue()));
      }
    }
    for (String name : new String[] {"second", "output"}) {
      assertThat(floats(network.getLayer(name).params()))
          .isNotEqualTo(floats(EARLIER.getLayer(name).params()));
    }
  }

  @Test
  void whatIsNotFrozenStartsFromTheEarlierRunAndLearns() {
    ComputationGraphConfiguration configuration = network(OTHER, 6);
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    assertThat(floats(network.params())).isNotEqualTo(floats(EARLIER.params()));
    Transfer.of(SAME, configuration, 0).copyTo(network);
    assertThat(floats(network.params())).isEqualTo(floats(EARLIER.params()));
    for (String name : new String[] {"first", "norm", "second", "output"}) {
      assertThat(floats(trained(0).getLayer(name).params()))
          .isNotEqualTo(floats(EARLIER.getLayer(name).params()));
    }
  }

  @Test
  void layersOfAnotherShapeStartAnew() {
    ComputationGraphConfiguration configuration = network(OTHER, 7);
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    float[] start = floats(network.getLayer("first").params());
    Transfer.of(SAME, configuration, 0).copyTo(network);
    assertThat(floats(network.getLayer("first").params())).isEqualTo(start);
    assertThat(floats(network.getLayer("output").params()))
        .isEqualTo(floats(EARLIER.getLayer("output").params()));
  }

  @Test
  void theSummaryCountsWhatIsTakenOver() {
    assertThat(Transfer.of(SAME, network(OTHER, 6), 0).summary())
        .isEqualTo("4 of 4 layers with parameters start from run x");
    assertThat(Transfer.of(SAME, network(OTHER, 7), 0).summary())
        .isEqualTo("1 of 4 layers with parameters start from run x; anew: first, norm, second");
  }

  @Test
  void endsOfAnotherMeaningStartAnew() {
    ComputationGraphConfiguration configuration = network(OTHER, 6);
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    float[] first = floats(network.getLayer("first").params());
    float[] output = floats(network.getLayer("output").params());
    Transfer symbols = Transfer.of(new Earlier("run x", EARLIER, false, true), configuration, 0);
    symbols.copyTo(network);
    assertThat(symbols.summary())
        .isEqualTo("3 of 4 layers with parameters start from run x; anew: first (other symbols)");
    assertThat(floats(network.getLayer("first").params())).isEqualTo(first);
    network.getLayer("output").setParams(org.nd4j.linalg.factory.Nd4j.create(output));
    Transfer.of(new Earlier("run x", EARLIER, true, false), configuration, 0).copyTo(network);
    assertThat(floats(network.getLayer("output").params())).isEqualTo(output);
    assertThat(floats(network.getLayer("first").params()))
        .isEqualTo(floats(EARLIER.getLayer("first").params()));
  }

  @Test
  void aResumedTrainingEndsInTheSameBits() {
    Recorder stopped = new Recorder(2);
    ComputationGraphConfiguration network = network(OTHER, 6);
    Optional<Transfer> transfer = Optional.of(Transfer.of(SAME, network, 2));
    Trainer.train(network, Fixtures.splits(), OTHER, transfer, stopped);
    Trained resumed =
        Trainer.resume(
            stopped.checkpoints.get(1),
            network,
            Fixtures.splits(),
            OTHER,
            transfer,
            TrainingListener.NONE);
    assertThat(floats(resumed.network().params())).isEqualTo(floats(trained(2).params()));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> Transfer.of(SAME, network(OTHER, 6), 4))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "freeze must be at most the 3 first layers that run x and this network share, was 4:"
                + " output, the last, always learns");
    assertThatThrownBy(() -> Transfer.of(SAME, network(OTHER, 7), 1))
        .hasMessage(
            "freeze must be at most the 0 first layers that run x and this network share, was 1:"
                + " first has W 2x6, b 6 there, W 2x7, b 7 here");
    assertThatThrownBy(() -> Transfer.of(SAME, Fixtures.dense(PLAN, 30), 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("run x has no layer of a name, shape and meaning");
    assertThatThrownBy(() -> new TransferOptions("", 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("freeze needs a run");
  }
}
