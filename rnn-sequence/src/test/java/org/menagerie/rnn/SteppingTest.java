package org.menagerie.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.Epoch;
import org.menagerie.core.Examples;
import org.menagerie.core.Scorer;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.menagerie.core.Task;
import org.menagerie.core.Trained;
import org.menagerie.core.Trainer;
import org.menagerie.core.TrainingListener;
import org.menagerie.core.TrainingPlan;
import org.menagerie.testkit.TinyData;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Networks that walk forward can go step by step, and learn segment by segment. */
class SteppingTest {

  static List<ForwardNetwork> forward() {
    return List.of(ForwardNetwork.lstm(), ForwardNetwork.gru());
  }

  @ParameterizedTest
  @MethodSource("forward")
  void stepByStepEqualsTheWholeSequence(ForwardNetwork architecture) {
    for (Task task : List.of(Fixed.STEPS, Fixed.NEXT)) {
      ComputationGraph network = network(architecture, task, 0);
      DataSet batch = TinyData.of(task.input(), task.target()).splits(1).test().batch(rows());
      INDArray whole = Scorer.predict(network, batch).dup();
      for (int t = 0; t < whole.size(2); t++) {
        INDArray step = network.rnnTimeStep(step(batch.getFeatures(), t, t + 1))[0];
        assertNear(step.reshape(step.size(0), step.size(1)), at(whole, t));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forward")
  void segmentsOfTruncatedTrainingGiveTheOutputsOfTheWholeSequence(ForwardNetwork architecture) {
    for (Task task : List.of(Fixed.STEPS, Fixed.NEXT)) {
      ComputationGraph network = network(architecture, task, 3);
      DataSet batch = TinyData.of(task.input(), task.target()).splits(1).test().batch(rows());
      INDArray whole = Scorer.predict(network, batch).dup();
      for (int from = 0; from < whole.size(2); from += 3) {
        int to = (int) Math.min(from + 3, whole.size(2));
        INDArray[] part = {step(batch.getFeatures(), from, to)};
        INDArray out = network.rnnActivateUsingStoredState(part, true, true).get("output");
        for (int t = from; t < to; t++) {
          assertNear(at(out, t - from), at(whole, t));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forward")
  void aSegmentOfTheWholeSequenceTrainsAsWithoutTruncation(ForwardNetwork architecture) {
    for (Task task : List.of(Fixed.STEPS, Fixed.NEXT)) {
      assertThat(trained(architecture, task, 7)).isEqualTo(trained(architecture, task, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("forward")
  void shortSegmentsTrainOtherwiseAndAtTheSameRates(ForwardNetwork architecture) {
    for (Task task : List.of(Fixed.STEPS, Fixed.NEXT)) {
      assertThat(trained(architecture, task, 3)).isNotEqualTo(trained(architecture, task, 0));
      TinyData data = TinyData.of(task.input(), task.target());
      TrainingPlan plan = plan(architecture, task);
      Trained done =
          Trainer.train(
              architecture.build(config(architecture, task, 3), task, plan),
              data.splits(1),
              plan,
              TrainingListener.NONE);
      assertThat(done.network().getIterationCount())
          .as("updates that the schedule counts")
          .isEqualTo(2 * plan.stepsPerEpoch(task.examples()));
    }
  }

  @ParameterizedTest
  @MethodSource("forward")
  void trainingAndValidationLossesAreBothOfAStep(ForwardNetwork architecture) {
    TinyData data = TinyData.of(Fixed.STEPS.input(), Fixed.STEPS.target()).withMask();
    Examples examples = data.splits(1).train();
    TrainingPlan plan =
        plan(architecture, Fixed.STEPS)
            .with(Map.of("learning-rate", "1e-9", "l2", "0", "batch-size", "100"));
    List<Double> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
            losses.add(epoch.trainLoss());
            return Decision.CONTINUE;
          }
        };
    for (int truncate : new int[] {0, 7}) {
      Trained done =
          Trainer.train(
              architecture.build(config(architecture, Fixed.STEPS, truncate), Fixed.STEPS, plan),
              new Splits(examples, examples, examples),
              plan,
              listener);
      double loss = done.validation().loss();
      assertThat(losses).allSatisfy(one -> assertThat(one).isCloseTo(loss, within(1e-5)));
    }
    assertThat(losses).hasSize(4);
  }

  private static float[] trained(ForwardNetwork architecture, Task task, int truncate) {
    TrainingPlan plan = plan(architecture, task);
    return Trainer.train(
            architecture.build(config(architecture, task, truncate), task, plan),
            TinyData.of(task.input(), task.target()).splits(1),
            plan,
            TrainingListener.NONE)
        .network()
        .params()
        .dup('c')
        .data()
        .asFloat();
  }

  private static TrainingPlan plan(ForwardNetwork architecture, Task task) {
    return architecture.plan(task).with(Map.of("epochs", "2", "batch-size", "8"));
  }

  private static RecurrentConfig config(ForwardNetwork architecture, Task task, int truncate) {
    return Settings.with(
        architecture.defaults(task),
        Map.of("units", "6,5", "dropout", "0", "truncate", Integer.toString(truncate)));
  }

  private static ComputationGraph network(ForwardNetwork architecture, Task task, int truncate) {
    ComputationGraph network =
        new ComputationGraph(
            architecture.build(
                config(architecture, task, truncate), task, architecture.plan(task)));
    network.init();
    return network;
  }

  private static int[] rows() {
    return new int[] {0, 3, 5};
  }

  // steps of [n, features, steps], or of symbols [n, steps] as [n, 1, steps]
  private static INDArray step(INDArray features, int from, int to) {
    INDArray series =
        features.rank() == 3 ? features : features.reshape(features.size(0), 1, features.size(1));
    return series.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }

  private static INDArray at(INDArray series, int t) {
    return series.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t));
  }

  private static void assertNear(INDArray actual, INDArray expected) {
    assertThat(actual.dup('c').data().asFloat())
        .containsExactly(expected.dup('c').data().asFloat(), within(1e-6f));
  }
}
