package org.menagerie.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.menagerie.core.Architecture;
import org.menagerie.core.Backend;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.Earlier;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Provenance;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;
import org.menagerie.core.Scorer;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.Trained;
import org.menagerie.core.Trainer;
import org.menagerie.core.TrainingListener;
import org.menagerie.core.TrainingPlan;
import org.menagerie.core.Transfer;
import org.menagerie.core.TransferOptions;
import org.menagerie.data.DataOptions;
import org.menagerie.data.Dataset;
import org.menagerie.data.Datasets;
import org.menagerie.data.Encoder;
import org.menagerie.data.ForecastEncoder;
import org.menagerie.data.ForecastFigures;
import org.menagerie.data.Prepared;
import org.menagerie.report.CheckpointWriter;
import org.menagerie.report.MetricsCsv;
import org.menagerie.report.ModelCard;
import org.menagerie.report.ModelFile;
import org.menagerie.report.RunConfig;
import org.menagerie.report.RunSummary;
import org.menagerie.report.TestPredictions;
import org.menagerie.report.UpdateRatios;

/**
 * One architecture on one data set, with everything decided: what the user left open has the
 * defaults for this data.
 */
public record Experiment(
    Catalog.Entry entry,
    RunConfig config,
    Dataset dataset,
    Encoder encoder,
    Splits splits,
    ComputationGraphConfiguration network) {

  /** Opens the data and decides; {@code changes} holds what the user said, by key. */
  public static Experiment of(Catalog.Entry entry, Map<String, String> changes, int threads) {
    return of(List.of(entry), changes, threads);
  }

  /**
   * Opens the data and takes the first architecture that knows the keys and suits the data.
   *
   * @param candidates the preferred one first; at least one
   */
  static Experiment of(List<Catalog.Entry> candidates, Map<String, String> changes, int threads) {
    List<Catalog.Entry> knowing =
        candidates.stream().filter(e -> knows(e.architecture(), changes)).toList();
    List<Catalog.Entry> possible = knowing.isEmpty() ? candidates.subList(0, 1) : knowing;
    Catalog.Entry first = possible.get(0);
    long seed = checkedSeed(first.architecture(), changes); // before the data is read
    DataOptions options =
        dataOptions(
            only(Settings.keys(DataOptions.class), changes), first.family().defaultDataset());
    Dataset dataset = Datasets.open(options);
    Prepared prepared = dataset.prepare(seed);
    Task task = prepared.splits().task();
    Catalog.Entry chosen =
        possible.stream()
            .filter(e -> e.architecture().accepts(task))
            .findFirst()
            .orElseThrow(() -> unsuitable(first, task));
    Opened opened = new Opened(options, transferOptions(changes), dataset, prepared);
    return decide(chosen, chosen.architecture(), opened, changes, threads);
  }

  /** Data, read and split, and what is taken over from an earlier run. */
  private record Opened(
      DataOptions options, TransferOptions transfer, Dataset dataset, Prepared prepared) {}

  private static <C extends Record> Experiment decide(
      Catalog.Entry entry,
      Architecture<C> architecture,
      Opened data,
      Map<String, String> changes,
      int threads) {
    Task task = data.prepared().splits().task();
    TrainingPlan plan =
        planFor(architecture.plan(task), only(Settings.keys(TrainingPlan.class), changes));
    C defaults = architecture.defaults(task, plan);
    C settings = Settings.with(defaults, only(Settings.keys(defaults.getClass()), changes));
    return new Experiment(
        entry,
        new RunConfig(
            architecture.name(),
            Settings.with(data.options(), data.prepared().choices()),
            data.transfer(),
            plan,
            settings,
            threads,
            data.dataset().sha256()),
        data.dataset(),
        data.prepared().encoder(),
        data.prepared().splits(),
        architecture.build(settings, task, plan));
  }

  private static InvalidInputException unsuitable(Catalog.Entry entry, Task task) {
    List<String> others =
        entry.family().architectures().stream()
            .filter(architecture -> architecture.accepts(task))
            .map(Architecture::name)
            .toList();
    return new InvalidInputException(
        String.format(
            "%s does not take data of this kind (%s to %s)%s",
            entry.architecture().name(),
            task.input(),
            task.target().getClass().getSimpleName(),
            others.isEmpty() ? "" : "; of its family " + String.join(", ", others) + " would"));
  }

  /** Refuses unknown keys and wrong values; the seed that the rest of them gives. */
  private static <C extends Record> long checkedSeed(
      Architecture<C> architecture, Map<String, String> changes) {
    C anyOptions = architecture.defaults(anyTask());
    refuseUnknown(architecture.name(), changes, keys(anyOptions));
    transferOptions(changes);
    Settings.with(anyOptions, only(Settings.keys(anyOptions.getClass()), changes));
    Map<String, String> planned = only(Settings.keys(TrainingPlan.class), changes);
    return architecture.plan(anyTask()).with(planned).seed();
  }

  private static TransferOptions transferOptions(Map<String, String> changes) {
    Map<String, String> taken = only(Settings.keys(TransferOptions.class), changes);
    taken.computeIfPresent("from", (key, run) -> absolute(run));
    return Settings.with(TransferOptions.NONE, taken);
  }

  private static boolean knows(Architecture<?> architecture, Map<String, String> changes) {
    return keys(architecture.defaults(anyTask())).containsAll(changes.keySet());
  }

  private static List<String> keys(Record settings) {
    return sortedKeys(
        List.of(DataOptions.class, TransferOptions.class, TrainingPlan.class, settings.getClass()));
  }

  private static List<String> sortedKeys(List<Class<? extends Record>> types) {
    return types.stream().flatMap(type -> Settings.keys(type).stream()).sorted().toList();
  }

  /**
   * The same data, split as it is, with other options of plan and architecture; {@code changes}
   * holds all of them that differ from the defaults.
   */
  public Experiment with(Map<String, String> changes) {
    refuseUnknown(
        config.architecture(),
        changes,
        sortedKeys(List.of(TrainingPlan.class, config.settings().getClass())));
    Opened opened =
        new Opened(config.data(), config.transfer(), dataset, new Prepared(splits, encoder));
    return decide(entry, entry.architecture(), opened, changes, config.threads());
  }

  /** The same with other parts of the data; the learning rate's schedule is as long as these. */
  public Experiment with(Splits other) {
    return new Experiment(
        entry, config, dataset, encoder, other, build(entry.architecture(), other.task()));
  }

  @SuppressWarnings("unchecked") // the settings are this architecture's own
  private <C extends Record> ComputationGraphConfiguration build(
      Architecture<C> architecture, Task task) {
    return architecture.build((C) config.settings(), task, config.plan());
  }

  private static void refuseUnknown(
      String architecture, Map<String, String> changes, List<String> keys) {
    for (String key : changes.keySet()) {
      if (!keys.contains(key)) {
        throw Settings.unknown("option of " + architecture, key, keys);
      }
    }
  }

  private static DataOptions dataOptions(Map<String, String> said, String defaultDataset) {
    said.putIfAbsent("data", defaultDataset);
    // config.yaml must name the same files from any folder
    said.computeIfPresent("data", (key, name) -> absolute(name));
    said.computeIfPresent("test", (key, name) -> absolute(name));
    return Settings.with(DataOptions.defaults(), said);
  }

  /** An optimiser that the user names brings its own learning rate, unless that is named too. */
  private static TrainingPlan planFor(TrainingPlan defaults, Map<String, String> changes) {
    TrainingPlan plan = defaults.with(changes);
    if (plan.optimizer() == defaults.optimizer() || changes.containsKey("learning-rate")) {
      return plan;
    }
    return plan.with(
        Map.of("learning-rate", Double.toString(plan.optimizer().defaultLearningRate())));
  }

  private static String absolute(String name) {
    File file = new File(name);
    return Datasets.knows(name) || !file.exists() ? name : file.getAbsolutePath();
  }

  private static Task anyTask() {
    return new Task(new InputShape.Features(2), new Target.Classes(List.of("a", "b")), 100);
  }

  private static Map<String, String> only(List<String> keys, Map<String, String> changes) {
    Map<String, String> chosen = new LinkedHashMap<>(changes);
    chosen.keySet().retainAll(keys);
    return chosen;
  }

  /** Options of the architecture that say nothing about data of this kind. */
  Set<String> idle() {
    Set<String> idle = new TreeSet<>(entry.architecture().idle(splits.task().input()));
    idle.retainAll(Settings.keys(config.settings().getClass()));
    return idle;
  }

  /** What to say where the user named such options. */
  Optional<String> idle(Set<String> named) {
    Set<String> idle = idle();
    idle.retainAll(named);
    return idle.isEmpty()
        ? Optional.empty()
        : Optional.of("without effect on this data: " + String.join(", ", idle));
  }

  /** The architecture's options that count here. */
  Map<String, Object> effective() {
    Map<String, Object> options = new LinkedHashMap<>(Settings.toMap(config.settings()));
    options.keySet().removeAll(idle());
    return options;
  }

  /** What to say where options or data led to another architecture than the preferred one. */
  Optional<String> choice(Catalog.Entry preferred) {
    String first = preferred.architecture().name();
    return first.equals(config.architecture())
        ? Optional.empty()
        : Optional.of(
            config.architecture() + ": " + first + " does not take these options or this data");
  }

  /** What is taken over from an earlier run; refuses one that does not fit. */
  public Optional<Transfer> transfer() throws IOException {
    TransferOptions options = config.transfer();
    if (options.from().isEmpty()) {
      return Optional.empty();
    }
    String name = "run " + options.from();
    ModelFile earlier = ModelFile.read(RunFolder.open(Path.of(options.from())));
    if (!earlier.architecture().equals(config.architecture())) {
      throw new InvalidInputException(
          name
              + " is of architecture "
              + earlier.architecture()
              + ", not "
              + config.architecture());
    }
    Encoder known = earlier.encoder();
    Earlier source =
        new Earlier(
            name,
            earlier.network(),
            known.symbols().equals(encoder.symbols()),
            known.target().names().equals(encoder.target().names()));
    return Optional.of(Transfer.of(source, network, options.freeze()));
  }

  /** Trains to the end, from the checkpoint where there is one, and writes the run's files. */
  public RunSummary run(
      RunFolder folder,
      Backend backend,
      Optional<Transfer> transfer,
      Optional<Checkpoint> checkpoint,
      TrainingListener listener)
      throws IOException {
    if (!folder.has(RunFolder.CONFIG)) {
      config.write(folder);
    }
    MetricsCsv metrics =
        checkpoint.isEmpty()
            ? MetricsCsv.start(folder)
            : MetricsCsv.resume(folder, checkpoint.get().epoch());
    UpdateRatios updates = UpdateRatios.from(folder, checkpoint.map(Checkpoint::epoch).orElse(0));
    MetricsCsv lines = splits.validated() ? metrics : metrics.withoutValidation();
    TrainingListener all = lines.and(updates).and(new CheckpointWriter(folder)).and(listener);
    Trained trained =
        checkpoint.isEmpty()
            ? Trainer.train(network, splits, config.plan(), transfer, all)
            : Trainer.resume(checkpoint.get(), network, splits, config.plan(), transfer, all);
    return finish(folder, backend, trained);
  }

  private RunSummary finish(RunFolder folder, Backend backend, Trained trained) throws IOException {
    Scorer scorer = new Scorer(trained.network(), config.plan().loss());
    Encoder fitted = splits.validated() ? calibrated(trained) : encoder;
    Score test = TestPredictions.write(folder, scorer, fitted.current(splits.test()));
    RunSummary summary =
        new RunSummary(
            folder.path().toString(),
            provenance(backend),
            trained.epochs(),
            trained.bestEpoch(),
            new RunSummary.Counts(
                splits.train().size(),
                splits.validated() ? splits.validation().size() : 0,
                splits.test().size()),
            trained.network().numParams(),
            trained.seconds(),
            trained.examplesPerSecond(),
            splits.validated() ? Optional.of(trained.validation()) : Optional.empty(),
            test,
            forecast(fitted, trained));
    new ModelFile(trained.network(), fitted, config.architecture(), config.plan().loss())
        .write(folder);
    ModelCard.write(folder, summary, splits.task());
    summary.write(folder); // last: its presence says that the run is finished
    return summary;
  }

  /**
   * The same with intervals as wide as the errors of a network that has learned from the training
   * part alone, and as much belief in it as these allow; itself where nothing is forecast.
   */
  public Experiment calibrated() throws IOException {
    if (!(encoder instanceof ForecastEncoder)) {
      return this;
    }
    // a copy, as training counts its iterations in the configuration
    Trained trained =
        Trainer.train(network.clone(), splits, config.plan(), transfer(), TrainingListener.NONE);
    return new Experiment(entry, config, dataset, calibrated(trained), splits, network);
  }

  // the width of intervals and the network's weight are what the validation part tells
  private Encoder calibrated(Trained trained) {
    return encoder instanceof ForecastEncoder forecast
        ? forecast.calibrated(
            splits.validation(), Scorer.outputs(trained.network(), splits.validation()))
        : encoder;
  }

  private Optional<ForecastFigures> forecast(Encoder fitted, Trained trained) {
    return fitted instanceof ForecastEncoder forecast
        ? Optional.of(
            ForecastFigures.of(
                forecast, splits.test(), Scorer.outputs(trained.network(), splits.test())))
        : Optional.empty();
  }

  private Provenance provenance(Backend backend) {
    return new Provenance(
        config.architecture(),
        Settings.toMap(config.settings()),
        config.plan(),
        config.transfer(),
        dataset.name(),
        dataset.sha256(),
        Map.of(
            "menagerie", Versions.menagerie(),
            "deeplearning4j", Versions.deeplearning4j(),
            "java", Runtime.version().toString()),
        backend.library(),
        backend.threads());
  }

  /** What to say where the data is no longer that of the hash that a run recorded. */
  public Optional<String> dataChange(String recorded) {
    return recorded.equals(dataset.sha256())
        ? Optional.empty()
        : Optional.of("data " + dataset.name() + " has changed since the run was made");
  }

  /** A new run's folder. */
  RunFolder newFolder(Path output, String timestamp) throws IOException {
    return RunFolder.create(
        output, timestamp + "-" + entry.runName() + "-" + fileName(dataset.name()));
  }

  private static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]+", "-");
  }
}
