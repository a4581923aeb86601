package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.menagerie.core.Fixtures.floats;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.distribution.ConstantDistribution;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.core.Fixtures.Recorder;
import org.menagerie.core.Fixtures.Rows;
import org.menagerie.layers.Dense;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.NoOp;

class TrainerTest {
  private static final int NEVER = Integer.MAX_VALUE;

  @Test
  void sameSeedGivesTheSameBits() {
    TrainingPlan plan = plan(Map.of());
    Trained first = train(plan, TrainingListener.NONE);
    Trained second = train(plan, TrainingListener.NONE);
    assertThat(floats(second.network().params())).isEqualTo(floats(first.network().params()));
    assertThat(second.validation()).isEqualTo(first.validation());
  }

  @Test
  void theLastUpdateOfAnEpochIsWhatWasTakenFromTheParameters() {
    List<float[]> parameters = new ArrayList<>();
    List<float[]> updates = new ArrayList<>();
    TrainingPlan oneUpdate = plan(Map.of("batch-size", "100000", "patience", "0"));
    train(
        oneUpdate,
        new TrainingListener() {
          @Override
          public void onLastUpdate(int epoch, ComputationGraph network) {
            parameters.add(floats(network.params()));
            updates.add(floats(network.getGradientsViewArray()));
          }
        });
    assertThat(parameters).hasSize(oneUpdate.epochs());
    for (int i = 0; i < updates.get(1).length; i++) {
      assertThat(parameters.get(1)[i])
          .isCloseTo(parameters.get(0)[i] - updates.get(1)[i], within(1e-6f));
    }
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    Trained first = train(plan(Map.of()), TrainingListener.NONE);
    Trained second = train(plan(Map.of("seed", "43")), TrainingListener.NONE);
    assertThat(floats(second.network().params())).isNotEqualTo(floats(first.network().params()));
  }

  @ParameterizedTest
  @EnumSource
  void resumedAfterAnyEpochItEndsInTheSameBits(Optimizer optimizer) throws IOException {
    TrainingPlan plan =
        plan(
            Map.of(
                "optimizer", Settings.spell(optimizer),
                "learning-rate", Double.toString(optimizer.defaultLearningRate())));
    Recorder uninterrupted = new Recorder(NEVER);
    Trained whole = train(plan, uninterrupted);
    for (int epoch = 1; epoch <= 4; epoch++) {
      Recorder later = new Recorder(NEVER);
      Checkpoint stored = throughFile(uninterrupted.checkpoints.get(epoch - 1));
      Trained resumed = resume(stored, plan, later);
      assertThat(floats(resumed.network().params())).isEqualTo(floats(whole.network().params()));
      assertThat(resumed.validation()).isEqualTo(whole.validation());
      assertThat(resumed.bestEpoch()).isEqualTo(whole.bestEpoch());
      assertThat(resumed.epochs()).isEqualTo(4);
      assertThat(later.epochs).hasSize(4 - epoch);
      for (int i = epoch; i < 4; i++) {
        assertSameState(later.checkpoints.get(i - epoch), uninterrupted.checkpoints.get(i));
        assertThat(later.epochs.get(i - epoch).trainLoss())
            .isEqualTo(uninterrupted.epochs.get(i).trainLoss());
      }
    }
  }

  @Test
  void patienceStopsAndTheBestEpochIsKept() {
    // validation calls every class by another name: each step of learning makes it worse
    Splits misled =
        new Splits(
            Fixtures.clusters(30, 1, 0), Fixtures.clusters(12, 2, 1), Fixtures.clusters(12, 3, 0));
    TrainingPlan plan = plan(Map.of("epochs", "50", "patience", "3", "learning-rate", "0.1"));
    Recorder recorder = new Recorder(NEVER);
    Trained trained = Trainer.train(Fixtures.dense(plan, 30), misled, plan, recorder);
    List<Double> losses = recorder.epochs.stream().map(e -> e.validation().loss()).toList();
    int best = losses.indexOf(losses.stream().min(Double::compare).orElseThrow()) + 1;
    assertThat(trained.bestEpoch()).isEqualTo(best);
    assertThat(trained.epochs()).isEqualTo(best + 3).isLessThan(50);
    assertThat(floats(trained.network().params()))
        .isEqualTo(floats(recorder.checkpoints.get(best - 1).weights().parameters()))
        .isNotEqualTo(floats(recorder.checkpoints.get(best + 2).weights().parameters()));
    assertThat(trained.validation().loss()).isEqualTo(losses.get(best - 1));
  }

  @Test
  void withoutAValidationPartNothingStopsEarly() {
    // steps so large that losses rise now and then
    TrainingPlan plan = plan(Map.of("epochs", "12", "patience", "1", "learning-rate", "2"));
    Splits all = Splits.withoutValidation(Fixtures.clusters(30, 1, 0), Fixtures.clusters(12, 3, 0));
    Recorder recorder = new Recorder(NEVER);
    Trained trained = Trainer.train(Fixtures.dense(plan, 30), all, plan, recorder);
    List<Double> losses = recorder.epochs.stream().map(e -> e.validation().loss()).toList();
    assertThat(losses).hasSize(12);
    assertThat(trained.validation().loss()).isEqualTo(Collections.min(losses));
  }

  @Test
  void noPatienceTrainsToTheEnd() {
    Splits misled =
        new Splits(
            Fixtures.clusters(30, 1, 0), Fixtures.clusters(12, 2, 1), Fixtures.clusters(12, 3, 0));
    TrainingPlan plan = plan(Map.of("epochs", "12", "patience", "0", "learning-rate", "0.1"));
    Trained trained = Trainer.train(Fixtures.dense(plan, 30), misled, plan, TrainingListener.NONE);
    assertThat(trained.epochs()).isEqualTo(12);
  }

  @Test
  void aCheckpointOfAFinishedTrainingGivesItsResultAgain() {
    TrainingPlan plan = plan(Map.of());
    Recorder recorder = new Recorder(NEVER);
    Trained whole = train(plan, recorder);
    Trained again = resume(recorder.checkpoints.get(3), plan, new Recorder(NEVER));
    assertThat(floats(again.network().params())).isEqualTo(floats(whole.network().params()));
    assertThat(again.validation()).isEqualTo(whole.validation());
  }

  @Test
  void aLossThatIsNotFiniteStopsTraining() {
    TrainingPlan plan =
        plan(
            Map.of("optimizer", "sgd", "learning-rate", "1e30", "schedule", "constant", "l2", "1"));
    assertThatThrownBy(() -> train(plan, TrainingListener.NONE))
        .isInstanceOf(DivergedException.class)
        .hasMessageStartingWith("training diverged: the loss became ")
        .hasMessageContaining("a learning rate below 1.0E30");
  }

  @Test
  void parametersThatAreNotFiniteStopTrainingWhereTheLossIsFinite() {
    TrainingPlan plan = plan(Map.of("l2", "0"));
    ComputationGraphConfiguration configuration = Fixtures.dense(plan, 30);
    Dense hidden =
        new Dense.Builder()
            .name("hidden")
            .nIn(2)
            .nOut(6)
            .activation(Activation.RELU) // oneDNN's turns NaN into 0
            .weightInit(new ConstantDistribution(Double.NaN))
            .updater(new NoOp())
            .build();
    LayerVertex vertex = (LayerVertex) configuration.getVertices().get("hidden");
    vertex.getLayerConf().setLayer(hidden);
    assertThatThrownBy(
            () -> Trainer.train(configuration, Fixtures.splits(), plan, TrainingListener.NONE))
        .isInstanceOf(DivergedException.class)
        .hasMessageStartingWith(
            "training diverged: the sum of the parameters' absolute values became NaN in epoch 1;");
  }

  @Test
  void aListenerHearsEveryStepAndCanStop() {
    Recorder recorder = new Recorder(2);
    Trained trained = train(plan(Map.of()), recorder);
    assertThat(trained.epochs()).isEqualTo(2);
    assertThat(recorder.steps)
        .containsExactly("1:1/4", "1:2/4", "1:3/4", "1:4/4", "2:1/4", "2:2/4", "2:3/4", "2:4/4");
    assertThat(recorder.epochs).extracting(Epoch::number).containsExactly(1, 2);
  }

  @Test
  void twoListenersHearTheSameAndEitherCanStop() {
    Recorder patient = new Recorder(NEVER);
    Recorder hasty = new Recorder(1);
    assertThat(train(plan(Map.of()), patient.and(hasty)).epochs()).isEqualTo(1);
    assertThat(train(plan(Map.of()), new Recorder(1).and(patient)).epochs()).isEqualTo(1);
    assertThat(hasty.steps).hasSize(4);
    assertThat(patient.epochs).hasSize(2);
  }

  @Test
  void anEpochTellsTheRateOfItsLastUpdate() {
    TrainingPlan plan = plan(Map.of("schedule", "linear"));
    Recorder recorder = new Recorder(NEVER);
    train(plan, recorder);
    // 16 updates; the fourth, the eighth and so on end an epoch
    assertThat(recorder.epochs)
        .extracting(Epoch::learningRate)
        .containsExactly(
            plan.learningRates(30).valueAt(3, 0),
            plan.learningRates(30).valueAt(7, 0),
            plan.learningRates(30).valueAt(11, 0),
            plan.learningRates(30).valueAt(15, 0));
  }

  @Test
  void everyExampleIsSeenOnceAnEpochInANewOrder() {
    Rows rows = Fixtures.clusters(30, 1, 0);
    List<Integer> seen = new ArrayList<>();
    Examples watched =
        new Examples() {
          @Override
          public InputShape input() {
            return rows.input();
          }

          @Override
          public Target target() {
            return rows.target();
          }

          @Override
          public int size() {
            return rows.size();
          }

          @Override
          public DataSet batch(int[] indices) {
            for (int i : indices) {
              seen.add(i);
            }
            return rows.batch(indices);
          }
        };
    TrainingPlan plan = plan(Map.of("epochs", "2"));
    Splits splits = Fixtures.splits();
    Trainer.train(
        Fixtures.dense(plan, 30),
        new Splits(watched, splits.validation(), splits.test()),
        plan,
        TrainingListener.NONE);
    assertThat(seen).hasSize(60);
    assertThat(seen.subList(0, 30)).doesNotHaveDuplicates().isNotEqualTo(seen.subList(30, 60));
    assertThat(seen.subList(30, 60)).doesNotHaveDuplicates();
  }

  @Test
  void itLearns() {
    TrainingPlan plan = plan(Map.of("epochs", "60", "learning-rate", "0.02"));
    Score.Classification score =
        (Score.Classification) train(plan, TrainingListener.NONE).validation();
    assertThat(score.accuracy()).isBetween(0.95, 1.0);
  }

  /** Four epochs of four updates, the last one of 6 examples; dropout and a falling rate. */
  private static TrainingPlan plan(Map<String, String> changes) {
    return TrainingPlan.of(Fixtures.CLASSES)
        .with(Map.of("epochs", "4", "batch-size", "8", "schedule", "cosine", "l2", "0.001"))
        .with(changes);
  }

  private static Trained train(TrainingPlan plan, TrainingListener listener) {
    return Trainer.train(Fixtures.dense(plan, 30), Fixtures.splits(), plan, listener);
  }

  private static Trained resume(Checkpoint from, TrainingPlan plan, TrainingListener listener) {
    return Trainer.resume(from, Fixtures.dense(plan, 30), Fixtures.splits(), plan, listener);
  }

  private static Checkpoint throughFile(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    checkpoint.write(file);
    return Checkpoint.read(new ByteArrayInputStream(file.toByteArray()));
  }

  private static void assertSameState(Checkpoint actual, Checkpoint expected) {
    assertThat(actual.epoch()).isEqualTo(expected.epoch());
    assertThat(actual.iteration()).isEqualTo(expected.iteration());
    assertThat(floats(actual.weights().parameters()))
        .isEqualTo(floats(expected.weights().parameters()));
    if (expected.weights().updater() != null) {
      assertThat(floats(actual.weights().updater()))
          .isEqualTo(floats(expected.weights().updater()));
    }
  }
}
