package org.menagerie.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.menagerie.core.Backend;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Transfer;
import org.menagerie.report.CheckpointWriter;
import org.menagerie.report.RunConfig;
import org.menagerie.report.RunSummary;
import org.menagerie.report.ScoreTable;
import org.menagerie.report.page.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a network and writes its run folder. */
@Command(name = "train", description = "Trains a network on built-in or your own data.")
final class TrainCommand implements Callable<Integer> {
  /** The option whose help lists the architectures there are. */
  static final String ARCHITECTURE = "--architecture";

  private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Catalog catalog;
  private final Console console;
  private final TrainingOptions options;
  private final String defaultArchitecture;

  @Option(names = ARCHITECTURE, paramLabel = "NAME", description = "Which network to train")
  private String architecture;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Keys and values as in a run's config.yaml; options win.")
  private Path config;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder of runs (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("runs");

  @Option(names = "--resume", paramLabel = "RUN", description = "Goes on with an interrupted run.")
  private Path resume;

  @Option(names = "--threads", paramLabel = "N", description = "Threads inside operations.")
  private String threads;

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  TrainCommand(
      Catalog catalog, Console console, TrainingOptions options, String defaultArchitecture) {
    this.catalog = catalog;
    this.console = console;
    this.options = options;
    this.defaultArchitecture = defaultArchitecture;
  }

  @Override
  public Integer call() throws IOException {
    RunFolder resumed = resume == null ? null : interruptedRun();
    Setup setup = new Setup(changes(resumed));
    List<Catalog.Entry> candidates =
        catalog.candidates(setup.take(RunConfig.ARCHITECTURE, defaultArchitecture));
    String expectedData = setup.take(RunConfig.DATA_SHA256, "");
    Backend backend = Backend.start(Setup.threads(setup.take(RunConfig.THREADS, "1")));
    Experiment experiment = Experiment.of(candidates, setup.changes(), backend.threads());
    compareData(expectedData, experiment);
    Optional<Transfer> transfer = experiment.transfer(); // refused before a folder is made
    RunFolder folder =
        resumed != null
            ? resumed
            : experiment.newFolder(
                output, LocalDateTime.now(ZoneId.systemDefault()).format(TIMESTAMP));
    if (resumed == null) {
      experiment.dataset().report().lines().forEach(console::note);
      experiment.encoder().notes().forEach(console::note);
      transfer.map(Transfer::summary).ifPresent(console::note);
      experiment.choice(candidates.get(0)).ifPresent(console::note);
      experiment.idle(options.changes().keySet()).ifPresent(console::note);
    }
    RunSummary summary = train(experiment, transfer, folder, backend);
    writePage(experiment, folder);
    report(summary);
    return 0;
  }

  private RunFolder interruptedRun() {
    RunFolder run = RunFolder.open(resume);
    if (run.finished()) {
      throw new InvalidInputException("run " + resume + " is finished; there is nothing to resume");
    }
    List<String> more = new ArrayList<>(options.changes().keySet());
    if (config != null) {
      more.add("config");
    }
    if (architecture != null) {
      more.add("architecture");
    }
    if (!more.isEmpty()) {
      throw new InvalidInputException(
          "--resume goes on with the run's own "
              + RunFolder.CONFIG
              + "; leave out "
              + String.join(", ", more));
    }
    return run;
  }

  private Map<String, String> changes(RunFolder resumed) {
    Map<String, String> changes = new LinkedHashMap<>();
    if (resumed != null) {
      changes.putAll(RunConfig.read(resumed.file(RunFolder.CONFIG)));
    } else if (config != null) {
      changes.putAll(RunConfig.read(config));
    }
    changes.putAll(options.changes());
    if (architecture != null) {
      changes.put(RunConfig.ARCHITECTURE, architecture);
    }
    if (threads != null) {
      changes.put(RunConfig.THREADS, threads);
    }
    return changes;
  }

  private void compareData(String expected, Experiment experiment) {
    Optional<String> change =
        expected.isEmpty() ? Optional.empty() : experiment.dataChange(expected);
    if (change.isPresent() && resume != null) {
      throw new InvalidInputException(change.get() + "; start a new run with train --config");
    }
    change.ifPresent(console::note);
  }

  private RunSummary train(
      Experiment experiment, Optional<Transfer> transfer, RunFolder folder, Backend backend)
      throws IOException {
    Closeable lock = folder.lock();
    Optional<Checkpoint> checkpoint = CheckpointWriter.read(folder);
    Progress progress =
        new Progress(
            console,
            experiment.config().plan().epochs(),
            checkpoint.map(Checkpoint::epoch).orElse(0));
    GoingOn hint = GoingOn.of(() -> interrupted(progress, folder));
    try (hint;
        lock;
        progress) {
      return experiment.run(folder, backend, transfer, checkpoint, progress);
    }
  }

  /** The run is finished by now: a page that cannot be made must not make it fail. */
  private void writePage(Experiment experiment, RunFolder folder) {
    try {
      RunReport.write(folder, Optional.of(experiment.splits()));
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      console.note(RunFolder.REPORT + " could not be written: " + e);
    }
  }

  private void interrupted(Progress progress, RunFolder folder) {
    progress.close(); // a bar would be drawn over the line
    console.note("interrupted; go on with: train --resume " + folder.path());
  }

  private void report(RunSummary summary) {
    if (json) {
      console.out().println(summary.toJson());
      return;
    }
    console.out().printf("%nTest part of %s:%n%n", Screen.harmless(summary.provenance().dataset()));
    console.out().println(ScoreTable.of(summary));
    console
        .out()
        .printf(
            Locale.ROOT,
            "%,d parameters, best epoch %d of %d, %.1f s. Run: %s%n",
            summary.parameters(),
            summary.bestEpoch(),
            summary.epochs(),
            summary.trainSeconds(),
            summary.run());
  }
}
