package org.menagerie.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.Epoch;
import org.menagerie.core.Initializer;
import org.menagerie.core.InputShape.Features;
import org.menagerie.core.LearningRateSchedule;
import org.menagerie.core.Loss;
import org.menagerie.core.Optimizer;
import org.menagerie.core.Settings;
import org.menagerie.core.Task;
import org.menagerie.core.Trained;
import org.menagerie.core.Trainer;
import org.menagerie.core.TrainingListener;
import org.menagerie.core.TrainingPlan;
import org.menagerie.testkit.TinyData;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Whatever {@code train --help} names trains a network: weights stay finite, the loss falls, a
 * saved configuration reads back, and the weights end elsewhere than without the option.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOptionTrainsTest {
  private static final TinyData CLASSES = TinyData.of(new Features(5), TinyData.classes(3));
  private static final TinyData VALUES = TinyData.of(new Features(5), TinyData.values(2));
  private static final int EPOCHS = 15;

  private final Mlp mlp = new Mlp();
  private final IdentityHashMap<TinyData, INDArray> usualWeights = new IdentityHashMap<>();

  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void everyActivationTrains(ActivationFunction activation) {
    assertLearns(CLASSES, Map.of("activation", Settings.spell(activation)), Map.of());
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void everyLossTrainsOnClasses(Loss loss) {
    assertLearns(CLASSES, Map.of(), Map.of("loss", Settings.spell(loss)));
  }

  @ParameterizedTest
  @EnumSource(names = {"MEAN_SQUARED_ERROR", "MEAN_ABSOLUTE_ERROR", "HUBER"})
  void lossesOfNumbersTrainOnNumbers(Loss loss) {
    assertLearns(VALUES, Map.of(), Map.of("loss", Settings.spell(loss)));
  }

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void everyOptimizerTrains(Optimizer optimizer) {
    assertLearns(
        CLASSES,
        Map.of(),
        Map.of(
            "optimizer",
            Settings.spell(optimizer),
            "learning-rate",
            Double.toString(optimizer.defaultLearningRate())));
  }

  @ParameterizedTest
  @EnumSource(LearningRateSchedule.class)
  void everyScheduleTrains(LearningRateSchedule schedule) {
    assertLearns(CLASSES, Map.of(), Map.of("schedule", Settings.spell(schedule)));
  }

  @ParameterizedTest
  @EnumSource(Initializer.class)
  void everyInitializerTrains(Initializer initializer) {
    assertLearns(CLASSES, Map.of("weight-init", Settings.spell(initializer)), Map.of());
  }

  @ParameterizedTest
  @MethodSource("regularizers")
  void everyRegularizerTrains(Map<String, String> change) {
    assertLearns(CLASSES, Map.of(), change);
  }

  static Stream<Map<String, String>> regularizers() {
    return Stream.of(
        Map.of("l1", "0.001"),
        Map.of("l2", "0.01"),
        Map.of("clip-norm", "0.05"),
        Map.of("clip-value", "0.005"));
  }

  @Test
  void patienceTrainsAndEndsEarly() {
    // a rate this high overshoots, so some epoch is no better than the last
    Trained trained =
        assertLearns(CLASSES, Map.of(), Map.of("patience", "1", "learning-rate", "0.3"));
    assertThat(trained.epochs()).isLessThan(EPOCHS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1", "0.5"})
  void dropoutTrains(String share) {
    assertLearns(CLASSES, Map.of("dropout", share), Map.of());
  }

  private Trained assertLearns(
      TinyData data, Map<String, String> settings, Map<String, String> changes) {
    Task task = data.task();
    TrainingPlan usual = usualPlan(task);
    TrainingPlan plan = usual.with(changes);
    MlpConfig config = Settings.with(mlp.defaults(task), settings);
    ComputationGraphConfiguration network = mlp.build(config, task, plan);
    String json = network.toJson();
    assertThat(ComputationGraphConfiguration.fromJson(json).toJson()).isEqualTo(json);
    Losses losses = new Losses();
    Trained trained = Trainer.train(network, data.splits(7), plan, losses);
    INDArray weights = trained.network().params();
    assertThat(weights.isNaN().any() || weights.isInfinite().any()).isFalse();
    assertThat(losses.last()).as("training loss at the end").isLessThan(0.999 * losses.first());
    boolean nothingChanged = plan.equals(usual) && config.equals(mlp.defaults(task));
    assertSameWeights(nothingChanged || sameOnOneHot(plan.loss()), weights, usual(data));
    return trained;
  }

  // their slopes are the cross-entropy's where one label is 1 and all others are 0
  private static boolean sameOnOneHot(Loss loss) {
    return loss == Loss.NEGATIVE_LOG_LIKELIHOOD || loss == Loss.KL_DIVERGENCE;
  }

  private static void assertSameWeights(boolean same, INDArray weights, INDArray usual) {
    double distance = weights.sub(usual).norm2Number().doubleValue();
    double share = distance / usual.norm2Number().doubleValue();
    if (same) {
      assertThat(share).as("distance from the usual weights").isLessThan(1e-4);
    } else {
      assertThat(share).as("distance from the usual weights").isGreaterThan(1e-3);
    }
  }

  /** The weights that training ends with when no option is given. */
  private INDArray usual(TinyData data) {
    return usualWeights.computeIfAbsent(
        data,
        key -> {
          Task task = data.task();
          TrainingPlan plan = usualPlan(task);
          ComputationGraphConfiguration network = mlp.build(mlp.defaults(task), task, plan);
          return Trainer.train(network, data.splits(7), plan, TrainingListener.NONE)
              .network()
              .params();
        });
  }

  private TrainingPlan usualPlan(Task task) {
    return mlp.plan(task)
        .with(
            Map.of(
                "epochs", Integer.toString(EPOCHS),
                "batch-size", "8",
                "learning-rate", "0.02",
                "patience", "0",
                "schedule", "constant"));
  }

  /** Training losses by epoch. */
  private static final class Losses implements TrainingListener {
    private final List<Double> all = new ArrayList<>();

    @Override
    public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
      all.add(epoch.trainLoss());
      return Decision.CONTINUE;
    }

    double first() {
      return all.get(0);
    }

    double last() {
      return all.stream()
          .skip(Math.max(0, all.size() - 3))
          .flatMapToDouble(DoubleStream::of)
          .average()
          .orElseThrow();
    }
  }
}
