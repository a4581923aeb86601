package org.menagerie.search.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.menagerie.cli.Experiment;
import org.menagerie.cli.GoingOn;
import org.menagerie.core.Backend;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Settings;
import org.menagerie.report.RunSummary;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.search.export.StudyJson;
import org.menagerie.search.export.StudyResult;
import org.menagerie.search.export.TrialsCsv;
import org.menagerie.search.page.StudyPage;
import org.menagerie.search.run.FailureRunException;
import org.menagerie.search.run.StudyPlan;
import org.menagerie.search.run.StudyRunner;
import org.menagerie.search.sampler.GridSampler;
import org.menagerie.search.sampler.Sampler;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.study.Database;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.StudyException;
import org.menagerie.search.study.Trial;
import org.menagerie.search.training.FinalTraining;
import org.menagerie.search.training.TrainingObjective;

/** A search with everything decided: runs the study, then trains the best once more. */
record Tuning(
    String name,
    Strategy strategy,
    Sampler sampler,
    SearchSpace space,
    TrainingObjective objective,
    StudyPlan plan,
    Backend backend,
    Place place) {
  private static final String BEST = "best";

  /** Where a study is kept, and how long a lease is. */
  record Place(Path output, String storage, Duration lease) {}

  /** The study's folder: a run of that name that it holds is the best one's. */
  private Path folder() {
    return place.output().resolve(name);
  }

  /** How many trials the study ends with. */
  int trials() {
    return (int) Math.min(plan.trials(), sampler.size());
  }

  /**
   * Runs the study with the help of other processes.
   *
   * @param starter starts them, given how many trials are still to end
   */
  Integer run(PrintWriter out, PrintWriter err, boolean json, IntFunction<Members> starter)
      throws IOException, InterruptedException {
    if (sampler instanceof GridSampler grid) {
      grid.audit().forEach((key, values) -> err.println(key + ": " + String.join(" ", values)));
      err.printf(Locale.ROOT, "%,d combinations%n", grid.size());
      if (grid.size() > plan.trials()) {
        err.printf(
            Locale.ROOT, "%,d of them, drawn by the seed, are tried: --trials%n", plan.trials());
      }
    }
    createOutput();
    StudyResult result;
    try (Database database = Database.open(place.storage(), err::println)) {
      Study study = Study.open(database, name, identity(), place.lease());
      Files.createDirectories(folder());
      StudyRunner runner = runner(study, err);
      err.println("study " + name);
      sayWhatIsMissing(err);
      GoingOn hint = GoingOn.of(() -> stopped(err));
      try (hint;
          Members members = starter.apply(trials() - over(study))) {
        runner.execute();
        members.join(); // the trials that they have begun
      } catch (FailureRunException e) {
        write(result(study.trials())); // what there is
        throw e;
      }
      result = result(study.trials());
    }
    StudyResult finished = finish(result);
    out.println(json ? StudyJson.brief(finished) : StudyText.of(finished));
    out.flush();
    return finished.bestTrial().isPresent() ? 0 : 1;
  }

  private static int over(Study study) {
    return (int) study.trials().stream().filter(Trial::over).count();
  }

  /** Works on the study as long as there is work, for the process that answers for it. */
  Integer help(PrintWriter err) {
    try (Database database = Database.open(place.storage())) {
      runner(Study.open(database, name, identity(), place.lease()), err).execute();
    } catch (FailureRunException | StudyException e) {
      return 0; // that process finds the same, and says it
    }
    return 0;
  }

  private StudyRunner runner(Study study, PrintWriter err) {
    StudyRunner runner = new StudyRunner(study, space, sampler, objective, plan);
    runner.addListeners(new TrialLines(err, space, trials()));
    return runner;
  }

  private void createOutput() throws IOException {
    Path output = place.output();
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new InvalidInputException("output must be a folder, was the file " + output);
    }
    RunFolder.createOutput(output);
  }

  private void stopped(PrintWriter err) {
    err.println("stopped; the same command with --study " + name + " goes on");
    err.flush();
  }

  /** The defaults that ranges of the user's leave out. */
  private void sayWhatIsMissing(PrintWriter err) {
    Map<String, String> defaults = Spaces.values(objective.experiment());
    Map<String, String> missing = space.missing(defaults);
    if (strategy.beginsWithDefaults() && !missing.isEmpty()) {
      err.println(
          missing.entrySet().stream()
              .map(
                  e ->
                      e.getKey()
                          + " "
                          + defaults.get(e.getKey())
                          + " (begins with "
                          + e.getValue()
                          + ")")
              .collect(Collectors.joining(", ", "defaults not in the space: ", "")));
    }
  }

  /** What all processes that work on a study must agree on. */
  private Map<String, String> identity() {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("architecture", objective.experiment().config().architecture());
    String sha256 = objective.experiment().dataset().sha256();
    identity.put("data", sha256);
    identity.put(
        Study.SHOWN + "data", // the same file may have another name elsewhere
        objective.experiment().dataset().name() + " (sha256 " + sha256 + ")");
    identity.put("data options", objective.experiment().config().data().toString());
    identity.put("space", space.description().strip().replace('\n', ';'));
    identity.put("strategy", Settings.spell(strategy));
    identity.put(
        "objective",
        (objective.minimize() ? "least " : "most ")
            + Settings.spell(objective.metric())
            + (objective.folds() > 1 ? " over " + objective.folds() + " folds" : ""));
    identity.put("options", objective.fixed().toString());
    identity.put("start", objective.experiment().config().transfer().toString());
    identity.put("pruner", Settings.spell(plan.pruner()));
    identity.put("seed", Long.toString(plan.seed()));
    identity.put("window", Integer.toString(plan.window()));
    return identity;
  }

  private StudyResult result(List<Trial> trials) {
    return new StudyResult(
        name,
        Settings.spell(strategy),
        objective.experiment().config().architecture(),
        objective.experiment().dataset().name(),
        Settings.spell(objective.metric()),
        objective.minimize(),
        space,
        trials,
        plan.seed(),
        folder().resolve(RunFolder.REPORT).toString(),
        Optional.empty());
  }

  /** Trains the best and writes the files; processes of this machine that end together, in turn. */
  private StudyResult finish(StudyResult result) throws IOException {
    try (FileChannel file = FileChannel.open(folder().resolve(".lock"), CREATE, WRITE)) {
      FileLock lock = file.lock();
      try (lock) {
        Optional<Trial> best = result.bestTrial();
        StudyResult finished = best.isEmpty() ? result : result.with(trained(best.get()));
        write(finished);
        return finished;
      }
    }
  }

  /** The run of the best trial: the one that is there, where that trained the same. */
  private StudyResult.BestRun trained(Trial best) throws IOException {
    Experiment experiment = objective.experiment(space.getValue(best.point()), plan.seed());
    RunFolder run = new RunFolder(folder().resolve(BEST));
    if (Files.exists(run.path()) && !same(run, experiment, best.epoch())) {
      RunFolder aside = RunFolder.create(folder(), "earlier-" + BEST);
      Files.move(run.path(), aside.path(), REPLACE_EXISTING);
    }
    RunSummary summary;
    if (Files.exists(run.path())) {
      summary = RunSummary.read(run);
    } else {
      Files.createDirectory(run.path());
      summary = FinalTraining.run(experiment, best.epoch(), run, backend);
    }
    return new StudyResult.BestRun(run.path().toString(), summary.test());
  }

  private static boolean same(RunFolder run, Experiment experiment, int epochs) throws IOException {
    return run.finished()
        && Files.readString(run.file(RunFolder.CONFIG)).equals(experiment.config().toYaml())
        && RunSummary.read(run).epochs() == epochs;
  }

  private void write(StudyResult result) throws IOException {
    RunFolder files = new RunFolder(folder());
    text(files, "trials.csv", TrialsCsv.of(result));
    text(files, "study.json", StudyJson.full(result));
    text(files, RunFolder.REPORT, HtmlPage.render(StudyPage.of(result)));
  }

  private static void text(RunFolder folder, String name, String text) throws IOException {
    folder.write(name, out -> out.write(text.getBytes(UTF_8)));
  }
}
