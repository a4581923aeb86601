package org.menagerie.search.command;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.menagerie.cli.Experiment;
import org.menagerie.cli.RunReport;
import org.menagerie.core.Backend;
import org.menagerie.core.Folders;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.report.RunSummary;
import org.menagerie.report.comparison.ComparisonConfig;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.search.export.StudyJson;
import org.menagerie.search.export.StudyResult;
import org.menagerie.search.export.TrialsCsv;
import org.menagerie.search.page.StudyPage;
import org.menagerie.search.study.Trial;
import org.menagerie.search.training.FinalTraining;
import org.menagerie.search.training.TrainingObjective;

/** A study's folder: its page, its tables and the run of the best configuration. */
record StudyFolder(Path path) {
  private static final String BEST = "best";

  /** Refuses a path that is something else's: nothing of that must be written over. */
  void refuseOther() {
    String name = path.getFileName().toString();
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new InvalidInputException(
          "study " + name + " needs a folder, and " + path + " is a file; choose another --study");
    }
    RunFolder run = new RunFolder(path);
    if (run.has(RunFolder.CONFIG) || run.finished() || ComparisonConfig.isIn(path)) {
      throw new InvalidInputException(
          "study " + name + " cannot use " + path + ", which holds a run; choose another --study");
    }
  }

  /** Where the study's page is. */
  Path page() {
    return path.resolve(RunFolder.REPORT);
  }

  /** Replaces page and tables. */
  void write(StudyResult result) throws IOException {
    RunFolder files = new RunFolder(path);
    files.write("trials.csv", TrialsCsv.of(result));
    files.write("study.json", StudyJson.full(result));
    files.write(RunFolder.REPORT, HtmlPage.render(StudyPage.of(result)));
  }

  /**
   * Trains the best and writes the files; processes of this machine that end together, in turn.
   *
   * @param note hears what a user should know
   */
  StudyResult finish(
      StudyResult result, TrainingObjective objective, Backend backend, Consumer<String> note)
      throws IOException {
    try (FileChannel file = FileChannel.open(path.resolve(".lock"), CREATE, WRITE)) {
      FileLock lock = file.lock();
      try (lock) {
        Optional<Trial> best = result.bestTrial();
        StudyResult finished =
            best.isEmpty()
                ? result
                : result.with(trained(best.get(), result, objective, backend, note));
        write(finished);
        return finished;
      }
    }
  }

  /** The run of the best trial: the one that is there, where that trained the same. */
  private StudyResult.BestRun trained(
      Trial best,
      StudyResult result,
      TrainingObjective objective,
      Backend backend,
      Consumer<String> note)
      throws IOException {
    Experiment experiment =
        objective.experiment(result.space().getValue(best.point()), result.seed());
    RunFolder run = new RunFolder(path.resolve(BEST));
    if (!same(run, experiment, best.epoch())) {
      write(result); // what stands beside a run that is not finished are these trials
      note.accept(
          String.format(
              Locale.ROOT,
              "the trials are over; trains the best, trial %d, on training and validation part",
              best.number()));
      makeRoom(run);
      FinalTraining.run(experiment, best.epoch(), run, backend);
    }
    if (!run.has(RunFolder.REPORT)) {
      writePage(run, experiment, note);
    }
    return new StudyResult.BestRun(run.path().toString(), RunSummary.read(run).test());
  }

  private static boolean same(RunFolder run, Experiment experiment, int epochs) throws IOException {
    return run.finished()
        && Files.readString(run.file(RunFolder.CONFIG)).equals(experiment.config().toYaml())
        && RunSummary.read(run).epochs() == epochs;
  }

  /** An empty folder: a run that was interrupted is nobody's, whatever else is kept beside it. */
  private void makeRoom(RunFolder run) throws IOException {
    if (Files.exists(run.path()) && (run.finished() || !run.has(RunFolder.CONFIG))) {
      RunFolder aside = RunFolder.create(path, "earlier-" + BEST);
      Files.move(run.path(), aside.path(), REPLACE_EXISTING);
    } else {
      Folders.delete(run.path());
    }
    Files.createDirectory(run.path());
  }

  /** The run is finished by now: a page that cannot be made must not make the study fail. */
  private static void writePage(RunFolder run, Experiment experiment, Consumer<String> note) {
    try {
      RunReport.write(run, Optional.of(experiment.splits()));
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      note.accept(run.file(RunFolder.REPORT) + " could not be written: " + e);
    }
  }
}
