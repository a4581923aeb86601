package org.menagerie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.core.Architecture;
import org.menagerie.core.Examples;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Scorer;
import org.menagerie.core.Settings;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.Trained;
import org.menagerie.core.Trainer;
import org.menagerie.core.TrainingListener;
import org.menagerie.core.TrainingPlan;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What every architecture must keep, whatever it is made of.
 *
 * <p>A test of an architecture extends it, names the architecture, gives parameter counts worked
 * out by hand and settings that must be refused. Each claim is checked on every kind of {@link
 * TinyData} that the architecture accepts.
 *
 * @param <C> the architecture's options
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ArchitectureContract<C extends Record> {
  private static final long SEED = 7;

  /**
   * A network whose size is known.
   *
   * @param expected its parameters, worked out by hand
   */
  public record ParameterCount<C extends Record>(Task task, C config, long expected) {}

  /**
   * Settings that must be refused.
   *
   * @param settings changes to the defaults for the task, as a user writes them
   * @param message what the refusal says: the thing, the value and the bound
   */
  public record Refusal(Task task, Map<String, String> settings, String message) {}

  /** The architecture under test. */
  protected abstract Architecture<C> architecture();

  /** Networks whose size is known; at least one. */
  protected abstract List<ParameterCount<C>> parameterCounts();

  /** Settings that must be refused; at least one. */
  protected abstract List<Refusal> refusals();

  /**
   * A network without kinks, for numerical gradients: the defaults with tanh, where there is an
   * {@code activation} to choose.
   */
  protected C smooth(Task task) {
    C defaults = architecture().defaults(task);
    return Settings.keys(defaults.getClass()).contains("activation")
        ? Settings.with(defaults, Map.of("activation", "tanh"))
        : defaults;
  }

  /** Whether what stands in the padding of a masked series is never read; nearly always so. */
  protected boolean ignoresPadding() {
    return true;
  }

  /** The tiny data that the architecture accepts. */
  protected final List<TinyData> accepted() {
    return TinyData.all().stream().filter(data -> architecture().accepts(data.task())).toList();
  }

  /** The accepted data whose next symbol is to be told. */
  protected final List<TinyData> generating() {
    return accepted().stream()
        .filter(data -> data.task().target() instanceof Target.NextSymbol)
        .toList();
  }

  /** The accepted data whose padding must not be read. */
  protected final List<TinyData> padded() {
    return accepted().stream().filter(data -> data.masked() && ignoresPadding()).toList();
  }

  @ParameterizedTest
  @MethodSource("parameterCounts")
  final void hasTheExactNumberOfParameters(ParameterCount<C> count) {
    ComputationGraph network =
        network(
            architecture().build(count.config(), count.task(), architecture().plan(count.task())));
    assertThat(network.numParams()).isEqualTo(count.expected());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  final void refusesAnInvalidConfiguration(Refusal refusal) {
    Task task = refusal.task();
    assertThatThrownBy(
            () -> {
              C config = Settings.with(architecture().defaults(task), refusal.settings());
              architecture().build(config, task, architecture().plan(task));
            })
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(refusal.message());
  }

  @ParameterizedTest
  @MethodSource("tasksOfEverySize")
  final void defaultsAndPlanSuitEverySizeOfData(Task task) {
    C config = architecture().defaults(task);
    TrainingPlan plan = architecture().plan(task);
    assertThat(architecture().build(config, task, plan)).isNotNull();
    assertThat(Settings.with(config, text(config))).isEqualTo(config);
    assertThat(plan.with(text(plan))).isEqualTo(plan);
  }

  /** Tasks of 10 to 60,000 examples that the architecture accepts. */
  protected final List<Task> tasksOfEverySize() {
    return TinyData.tasksOfEverySize().stream().filter(architecture()::accepts).toList();
  }

  @ParameterizedTest
  @MethodSource("accepted")
  final void everyHyperParameterBuildsAtItsEnds(TinyData data) {
    Task task = data.task();
    for (HyperParameter parameter : architecture().hyperParameters()) {
      for (String value : ends(parameter.range())) {
        C config = architecture().defaults(task);
        TrainingPlan plan = architecture().plan(task);
        Map<String, String> change = Map.of(parameter.key(), value);
        if (Settings.keys(TrainingPlan.class).contains(parameter.key())) {
          plan = plan.with(change);
        } else {
          config = Settings.with(config, change);
        }
        assertThat(architecture().build(config, task, plan)).as("%s", change).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("accepted")
  final void outputHasTheShapeOfTheLabels(TinyData data) {
    DataSet batch = wholeBatch(data.splits(SEED).train());
    ComputationGraph network = network(defaultConfiguration(data, plan(data.task(), 1)));
    INDArray output = Scorer.predict(network, batch);
    assertThat(output.shape()).isEqualTo(batch.getLabels().shape());
    assertThat(Double.isFinite(output.sumNumber().doubleValue())).isTrue();
    if (!(data.task().target() instanceof Target.Values)) {
      assertThat(output.minNumber().doubleValue()).isNotNegative();
      assertSumsAreOne(output.sum(1), batch.getLabelsMaskArray());
    }
  }

  @ParameterizedTest
  @MethodSource("accepted")
  final void anExamplesOutputDoesNotDependOnItsBatch(TinyData data) {
    Examples examples = data.splits(SEED).train();
    ComputationGraph network = network(defaultConfiguration(data, plan(data.task(), 1)));
    INDArray together = Scorer.predict(network, wholeBatch(examples));
    for (int row : new int[] {0, 5, 11}) {
      INDArray alone = Scorer.predict(network, examples.batch(new int[] {row}));
      INDArray same = together.slice(row);
      // [size, steps]: the batch may be longer than the example
      INDArray real =
          same.rank() == 1
              ? same
              : same.get(NDArrayIndex.all(), NDArrayIndex.interval(0, alone.size(2)));
      assertThat(floats(alone)).containsExactly(floats(real), within(1e-5f));
    }
  }

  @ParameterizedTest(allowZeroInvocations = true) // not every architecture reads series
  @MethodSource("padded")
  final void paddingDoesNotChangeTheOutput(TinyData data) {
    DataSet batch = wholeBatch(data.splits(SEED).train());
    ComputationGraph network = network(defaultConfiguration(data, plan(data.task(), 1)));
    float[] before = floats(onRealSteps(Scorer.predict(network, batch), batch));
    INDArray padding = batch.getFeaturesMaskArray().rsub(1); // [n, steps]
    if (data.task().input() instanceof InputShape.Sequence) {
      padding = padding.reshape(padding.size(0), 1, padding.size(1));
    }
    batch.setFeatures(batch.getFeatures().add(padding.mul(3)));
    assertThat(floats(onRealSteps(Scorer.predict(network, batch), batch))).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("accepted")
  final void sameSeedGivesTheSameWeightsAndScores(TinyData data) {
    Trained first = train(data, plan(data.task(), 2), TrainingListener.NONE);
    Trained second = train(data, plan(data.task(), 2), TrainingListener.NONE);
    assertThat(floats(second.network().params())).isEqualTo(floats(first.network().params()));
    assertThat(second.validation()).isEqualTo(first.validation());
  }

  @ParameterizedTest
  @MethodSource("accepted")
  final void anotherSeedGivesOtherWeightsAndScores(TinyData data) {
    TrainingPlan plan = plan(data.task(), 2);
    TrainingPlan other = plan.withSeed(SEED + 1);
    assertThat(floats(network(defaultConfiguration(data, other)).params()))
        .isNotEqualTo(floats(network(defaultConfiguration(data, plan)).params()));
    Trained first = train(data, plan, TrainingListener.NONE);
    Trained second = train(data, other, TrainingListener.NONE);
    assertThat(floats(second.network().params())).isNotEqualTo(floats(first.network().params()));
    assertThat(second.validation().loss()).isNotEqualTo(first.validation().loss());
  }

  @ParameterizedTest
  @MethodSource("accepted")
  final void savedAndLoadedItPredictsTheSameBits(TinyData data) throws IOException {
    ComputationGraph network = train(data, plan(data.task(), 1), TrainingListener.NONE).network();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, file, true);
    ComputationGraph loaded =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()), true);
    DataSet batch = wholeBatch(data.splits(SEED).test());
    assertThat(floats(Scorer.predict(loaded, batch)))
        .isEqualTo(floats(Scorer.predict(network, batch)));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  final void lossFallsOnTinyData(TinyData data) {
    Recorder recorder = new Recorder();
    train(data, plan(data.task(), 20), recorder);
    double last = recorder.meanLoss(16, 20);
    assertThat(last).as("mean loss of epochs 16 to 20").isLessThan(0.8 * recorder.meanLoss(1, 1));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  final void resumedTrainingEndsInTheSameBits(TinyData data) {
    TrainingPlan plan = plan(data.task(), 4);
    Recorder uninterrupted = new Recorder();
    Trained whole = train(data, plan, uninterrupted);
    Recorder later = new Recorder();
    Trained resumed =
        Trainer.resume(
            uninterrupted.checkpoint(2),
            defaultConfiguration(data, plan),
            data.splits(SEED),
            plan,
            later);
    assertThat(resumed.validation()).isEqualTo(whole.validation());
    assertThat(resumed.bestEpoch()).isEqualTo(whole.bestEpoch());
    assertThat(floats(later.last().weights().parameters()))
        .isEqualTo(floats(uninterrupted.last().weights().parameters()));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("generating")
  final void nextSymbolsAreToldWithoutLookingAhead(TinyData data) {
    ComputationGraph network = network(defaultConfiguration(data, plan(data.task(), 1)));
    DataSet batch = wholeBatch(data.splits(SEED).test());
    INDArray before = Scorer.predict(network, batch).dup();
    int last = (int) batch.getFeatures().size(1) - 1;
    batch.getFeatures().getColumn(last).assign(2);
    INDArray after = Scorer.predict(network, batch);
    assertThat(floats(upTo(last, after))).isEqualTo(floats(upTo(last, before)));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  final void gradientsAreThoseOfTheLoss(TinyData data) {
    Task task = data.task();
    TrainingPlan plan =
        plan(task, 1).with(Map.of("l1", "0", "l2", "0", "clip-norm", "0", "clip-value", "0"));
    ComputationGraph network = network(architecture().build(smooth(task), task, plan));
    GradientCheck.assertRight(network, data.splits(SEED).train().batch(new int[] {0, 1, 2, 5}));
  }

  /** The plan for the task over {@code epochs} epochs of three updates each, to the end. */
  private TrainingPlan plan(Task task, int epochs) {
    return architecture()
        .plan(task)
        .with(
            Map.of(
                "epochs", Integer.toString(epochs),
                "batch-size", Integer.toString((task.examples() + 2) / 3),
                "patience", "0",
                "seed", Long.toString(SEED)));
  }

  private ComputationGraphConfiguration defaultConfiguration(TinyData data, TrainingPlan plan) {
    Task task = data.task();
    return architecture().build(architecture().defaults(task), task, plan);
  }

  private Trained train(TinyData data, TrainingPlan plan, TrainingListener listener) {
    return Trainer.train(defaultConfiguration(data, plan), data.splits(SEED), plan, listener);
  }

  private static ComputationGraph network(ComputationGraphConfiguration configuration) {
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    return network;
  }

  private static DataSet wholeBatch(Examples examples) {
    int[] rows = new int[examples.size()];
    Arrays.setAll(rows, i -> i);
    return examples.batch(rows);
  }

  // [n, size] as it is, [n, size, steps] with what is predicted for padding set to 0
  private static INDArray onRealSteps(INDArray output, DataSet batch) {
    INDArray mask = batch.getLabelsMaskArray();
    return mask == null ? output : output.mul(mask.reshape(mask.size(0), 1, mask.size(1)));
  }

  // [n, size, steps]: the first steps alone
  private static INDArray upTo(int step, INDArray output) {
    return output.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, step));
  }

  // sums [n] or [n, steps]; where there is a mask, only real steps have a distribution
  private static void assertSumsAreOne(INDArray sums, INDArray mask) {
    float[] all = floats(sums);
    float[] real = mask == null ? null : floats(mask);
    for (int i = 0; i < all.length; i++) {
      if (real == null || real[i] != 0) {
        assertThat(all[i]).isCloseTo(1, within(1e-5f));
      }
    }
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  private static Map<String, String> text(Record settings) {
    Map<String, String> text = new LinkedHashMap<>();
    Settings.toMap(settings).forEach((key, value) -> text.put(key, value.toString()));
    return text;
  }

  private static List<String> ends(HyperParameter.Range range) {
    if (range instanceof HyperParameter.Whole whole) {
      return List.of(Integer.toString(whole.low()), Integer.toString(whole.high()));
    } else if (range instanceof HyperParameter.Real real) {
      return List.of(Double.toString(real.low()), Double.toString(real.high()));
    }
    return ((HyperParameter.Choice) range).values();
  }
}
