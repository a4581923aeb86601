package org.menagerie.search.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.menagerie.cli.GoingOn;
import org.menagerie.core.Backend;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Settings;
import org.menagerie.core.TransferOptions;
import org.menagerie.search.export.StudyJson;
import org.menagerie.search.export.StudyResult;
import org.menagerie.search.run.FailureRunException;
import org.menagerie.search.run.StudyPlan;
import org.menagerie.search.run.StudyRunner;
import org.menagerie.search.sampler.GridSampler;
import org.menagerie.search.sampler.Sampler;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.study.Database;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.Trial;
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
  /** Where a study is kept, and how long a lease is. */
  record Place(Path output, String storage, Duration lease) {}

  /** The study's folder: a run of that name that it holds is the best one's. */
  StudyFolder folder() {
    return new StudyFolder(place.output().resolve(name));
  }

  /** How many trials the study ends with. */
  int trials() {
    return (int) Math.min(plan.trials(), sampler.size());
  }

  /** Runs the study, and trains the best. */
  Integer run(PrintWriter out, PrintWriter err, boolean json)
      throws IOException, InterruptedException {
    if (sampler instanceof GridSampler grid) {
      grid.audit().forEach((key, values) -> err.println(key + ": " + String.join(" ", values)));
      err.printf(Locale.ROOT, "%,d combinations%n", grid.size());
      if (grid.size() > plan.trials()) {
        err.printf(
            Locale.ROOT, "%,d of them, drawn by the seed, are tried: --trials%n", plan.trials());
      }
    }
    refuseOtherFolders();
    createOutput();
    StudyResult finished;
    try (Database database = Database.open(place.storage(), err::println)) {
      Study study = Study.open(database, name, identity(), place.lease());
      Files.createDirectories(folder().path());
      err.println("study " + name);
      sayWhatIsMissing(err);
      GoingOn hint = GoingOn.of(() -> stopped(err)); // until the best is trained
      try (hint) {
        search(study, err);
        sayWhatTheBudgetLeft(study, err);
        finished = folder().finish(result(study.trials()), objective, backend, err::println);
      }
    }
    out.println(json ? StudyJson.brief(finished) : StudyText.of(finished));
    out.flush();
    return finished.bestTrial().isPresent() ? 0 : 1;
  }

  private void sayWhatTheBudgetLeft(Study study, PrintWriter err) {
    long ended = study.trials().stream().filter(trial -> trial.ended().isPresent()).count();
    if (!plan.timeBudget().isZero() && ended < trials()) {
      err.printf(
          Locale.ROOT,
          "the time budget ended the search after %,d of %,d trials; the same command with --study"
              + " %s goes on%n",
          ended,
          trials(),
          name);
    }
  }

  private void search(Study study, PrintWriter err) throws IOException {
    StudyRunner runner = new StudyRunner(study, space, sampler, objective, plan);
    runner.addListeners(new TrialLines(err, space, trials()));
    try {
      runner.execute();
    } catch (FailureRunException e) {
      folder().write(result(study.trials())); // what there is
      throw e;
    }
  }

  private void refuseOtherFolders() {
    folder().refuseOther();
    if (Storage.uses(place.storage(), folder().path())) {
      throw new InvalidInputException(
          "study " + name + " would have the name of its database's file; choose another --study");
    }
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
    Map<String, Object> data = Settings.toMap(objective.experiment().config().data());
    data.remove("data"); // the hash stands for it
    identity.put("data options", parts(data));
    identity.put("space", space.description().strip().replace('\n', ';'));
    identity.put("strategy", Settings.spell(strategy));
    identity.put(
        "objective",
        (objective.minimize() ? "least " : "most ")
            + Settings.spell(objective.metric())
            + (objective.folds() > 1 ? " over " + objective.folds() + " folds" : ""));
    identity.put("options", parts(objective.fixed()));
    identity.put("start", parts(Settings.toMap(objective.experiment().config().transfer())));
    identity.put("pruner", Settings.spell(plan.pruner()));
    identity.put("seed", Long.toString(plan.seed()));
    if (plan.waitsFor(sampler)) {
      identity.put("window", Integer.toString(plan.window()));
    }
    return identity;
  }

  /** What a reader of the figures should know beside the space. */
  private Map<String, String> terms() {
    Map<String, String> terms = new LinkedHashMap<>();
    terms.put("trials asked for", Integer.toString(trials()));
    if (!plan.timeBudget().isZero()) {
      terms.put("time budget", plan.timeBudget().toMillis() / 1000.0 + " s");
    }
    Map<String, String> identity = identity();
    for (String key : List.of("objective", "pruner", "seed", "options", "data options")) {
      String value = identity.get(key);
      if (!value.isEmpty()) {
        terms.put(key, value.replace(";", "; "));
      }
    }
    if (!objective.experiment().config().transfer().equals(TransferOptions.NONE)) {
      terms.put("start", identity.get("start").replace(";", "; "));
    }
    return terms;
  }

  /** Key by key, for a refusal to name those that differ. */
  private static String parts(Map<String, ?> options) {
    return options.entrySet().stream()
        .filter(option -> !option.getValue().toString().isEmpty())
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(";"));
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
        terms(),
        folder().page().toString(),
        Optional.empty());
  }
}
