package org.menagerie.search.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.menagerie.cli.Catalog;
import org.menagerie.cli.Experiment;
import org.menagerie.cli.TrainingOptions;
import org.menagerie.core.Backend;
import org.menagerie.core.Family;
import org.menagerie.core.Guards;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Seeds;
import org.menagerie.core.Settings;
import org.menagerie.report.RunSummary;
import org.menagerie.search.export.ContestResult;
import org.menagerie.search.run.Outcome;
import org.menagerie.search.run.Pruner;
import org.menagerie.search.run.StudyPlan;
import org.menagerie.search.run.StudyRunner;
import org.menagerie.search.sampler.GeneticOptions;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.study.Database;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.Trial;
import org.menagerie.search.training.FinalTraining;
import org.menagerie.search.training.Metric;
import org.menagerie.search.training.TrainingObjective;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what strategies find on real data with what the declared defaults reach. */
@Command(
    name = "contest",
    description = {
      "Compares the best of so many trials of some strategies with the declared defaults:",
      "validation score, and test score after training on training and validation part,",
      "mean and standard deviation over seeds, which decide the split too."
    })
public final class ContestCommand implements Callable<Integer> {
  private static final String DEFAULTS = "defaults";
  private static final int WINDOW = 4;

  @Parameters(paramLabel = "ARCHITECTURE", arity = "0..1", description = "Which network.")
  private String architecture = "";

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      split = ",",
      description = "Some of grid, random, bayes, tpe and genetic (default: random,bayes).")
  private List<String> strategies = List.of("random", "bayes");

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Seeds 1 to N (default: ${DEFAULT-VALUE}).")
  private int seeds = 5;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Trials of a strategy for each seed (default: ${DEFAULT-VALUE}).")
  private int trials = 30;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder of runs and studies (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("runs");

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  private final TrainingOptions training = new TrainingOptions();
  private CommandSpec spec;

  /** Takes the command's own description, and adds the options of train to it. */
  @Spec
  public void setSpec(CommandSpec own) {
    this.spec = own;
    training.addDataOptions(own);
    training.addTrainingOptions(own);
  }

  @Override
  public Integer call() throws IOException {
    Guards.positive(seeds, "seeds");
    Guards.positive(trials, "trials");
    List<Strategy> chosen =
        strategies.stream()
            .map(name -> Settings.constant(Strategy.class, "strategy", name))
            .toList();
    Catalog.Entry entry = new Catalog(Family.all()).find(architecture);
    Backend backend = Backend.start(1);
    RunFolder folder = RunFolder.create(output, "contest");
    Map<String, ContestResult.Scores> scores = new LinkedHashMap<>();
    TrainingObjective last = null;
    try (Database database = Database.open("jdbc:sqlite:" + folder.file("studies.db"))) {
      for (int seed = 1; seed <= seeds; seed++) {
        Map<String, String> changes = new LinkedHashMap<>(training.changes());
        changes.put("seed", Integer.toString(seed));
        last = objective(Experiment.of(entry, changes, backend.threads()), changes);
        Round round = new Round(last, seed, folder.path(), backend);
        note(scores, DEFAULTS, round.defaults());
        for (Strategy strategy : chosen) {
          note(scores, Settings.spell(strategy), round.best(strategy, database, trials));
        }
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    ContestResult result =
        new ContestResult(
            last.experiment().config().architecture(),
            last.experiment().dataset().name(),
            Settings.spell(last.metric()),
            trials,
            scores);
    out.println(json ? result.toJson() : result.text());
    out.flush();
    return 0;
  }

  private static TrainingObjective objective(Experiment experiment, Map<String, String> changes) {
    Metric metric = Metric.usual(experiment.splits().task().target());
    return new TrainingObjective(
        experiment, Spaces.sameInAllTrials(experiment, changes), metric, metric.minimize(), 1);
  }

  private void note(
      Map<String, ContestResult.Scores> scores, String who, double[] validationAndTest) {
    ContestResult.Scores all =
        scores.computeIfAbsent(
            who, w -> new ContestResult.Scores(new ArrayList<>(), new ArrayList<>()));
    all.validation().add(validationAndTest[0]);
    all.test().add(validationAndTest[1]);
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "seed %d  %-10s validation %.4f  test %.4f%n",
        all.test().size(),
        who,
        validationAndTest[0],
        validationAndTest[1]);
    err.flush();
  }

  /** One seed: a split, and all who compete on it. */
  private record Round(TrainingObjective objective, long seed, Path folder, Backend backend) {

    double[] defaults() throws IOException {
      Outcome outcome =
          objective.run(Map.of(), Seeds.derive(seed, 0), (number, epochs, score) -> {});
      return scores(DEFAULTS, Map.of(), outcome.score(), outcome.epoch());
    }

    double[] best(Strategy strategy, Database database, int trials) throws IOException {
      SearchSpace space = Spaces.of(objective.experiment(), List.of(), objective.fixed(), true);
      StudyPlan plan =
          new StudyPlan(trials, 1, WINDOW, Pruner.NONE, Duration.ZERO, Duration.ZERO, 5, seed);
      String who = Settings.spell(strategy);
      Study study =
          Study.open(database, "seed-" + seed + "-" + who, Map.of(), Duration.ofMinutes(1));
      new StudyRunner(
              study,
              space,
              strategy.over(objective.experiment(), space, GeneticOptions.DEFAULTS, 4),
              objective,
              plan)
          .execute();
      Trial best = Study.best(study.trials(), objective.minimize()).orElseThrow();
      return scores(who, space.getValue(best.point()), best.score(), best.epoch());
    }

    /** The validation score of the trial, and the test score of the same trained again. */
    private double[] scores(String who, Map<String, String> values, double validation, int epochs)
        throws IOException {
      RunFolder run = RunFolder.create(folder, "seed-" + seed + "-" + who);
      RunSummary summary =
          FinalTraining.run(objective.experiment(values, seed), epochs, run, backend);
      return new double[] {validation, objective.metric().of(summary.test())};
    }
  }
}
