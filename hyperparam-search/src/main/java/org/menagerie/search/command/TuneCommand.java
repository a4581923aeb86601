package org.menagerie.search.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.menagerie.cli.Catalog;
import org.menagerie.cli.Experiment;
import org.menagerie.cli.ExtraCommand;
import org.menagerie.cli.TrainingOptions;
import org.menagerie.core.Backend;
import org.menagerie.core.Family;
import org.menagerie.core.Guards;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.Target;
import org.menagerie.report.page.Screen;
import org.menagerie.search.run.FailureRunException;
import org.menagerie.search.run.Pruner;
import org.menagerie.search.run.StudyPlan;
import org.menagerie.search.sampler.GeneticOptions;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.study.StudyException;
import org.menagerie.search.training.Metric;
import org.menagerie.search.training.TrainingObjective;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches the hyper-parameters of an architecture. */
@Command(
    name = "tune",
    description = {
      "Searches the hyper-parameters of an architecture.",
      "An option of train, once given a value, has it in all trials; --space searches it."
    })
public final class TuneCommand implements ExtraCommand {
  private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final int USUAL_WINDOW = 4;

  @Parameters(paramLabel = "ARCHITECTURE", arity = "0..1", description = "Which network to search.")
  private String architecture = "";

  @Mixin private StudyOptions options = new StudyOptions();

  private final TrainingOptions training = new TrainingOptions();
  private CommandSpec spec;

  @Override
  public String family() {
    return ZOO;
  }

  /** Takes the command's own description, and adds the options of train to it. */
  @Spec
  public void setSpec(CommandSpec own) {
    this.spec = own;
    training.addDataOptions(own);
    training.addTrainingOptions(own);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (options.resume != null) {
      throw new InvalidInputException(
          "tune has no --resume: the same command with --study NAME goes on");
    }
    Strategy strategy = Settings.constant(Strategy.class, "strategy", options.strategy);
    Pruner pruner = Settings.constant(Pruner.class, "pruner", options.pruner);
    GeneticOptions genetic = genetic();
    Guards.positive(options.folds, "folds");
    Guards.atLeast(options.gridSteps, 2, "grid-steps"); // both ends of a range
    Catalog.Entry entry = new Catalog(Family.all()).find(architecture);
    Backend backend = Backend.start(1); // for each trial: several run side by side
    Experiment experiment = Experiment.of(entry, training.changes(), backend.threads());
    SearchSpace space =
        Spaces.of(experiment, options.space, training.changes(), !options.onlySpace);
    long seed = experiment.config().plan().seed();
    TrainingObjective objective = objective(experiment);
    Tuning tuning =
        new Tuning(
            name(experiment, strategy),
            strategy,
            strategy.over(experiment, space, genetic, options.gridSteps),
            space,
            objective,
            plan(pruner, seed),
            backend,
            new Tuning.Place(
                options.output, Storage.url(options.storage, options.output), lease()));
    PrintWriter err = spec.commandLine().getErr();
    EarlierRun.check(objective, space);
    Stream.of(experiment.dataset().report().lines(), experiment.encoder().notes())
        .flatMap(List::stream)
        .forEach(line -> err.println(Screen.harmless(line)));
    try {
      return tuning.run(spec.commandLine().getOut(), err, options.json);
    } catch (FailureRunException e) { // nothing is wrong with the program
      err.println("error: " + e.getMessage() + "; page: " + tuning.folder().page());
      return CommandLine.ExitCode.SOFTWARE;
    } catch (StudyException e) {
      err.println("error: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private TrainingObjective objective(Experiment experiment) {
    if (options.maximize != null && options.minimize != null) {
      throw new InvalidInputException("--maximize and --minimize exclude each other");
    }
    Target target = experiment.splits().task().target();
    String named = options.maximize != null ? options.maximize : options.minimize;
    Metric metric =
        named == null
            ? Metric.usual(target)
            : Settings.constant(Metric.class, "metric", named).checked(target);
    if (named != null && metric.minimize() != (options.minimize != null)) {
      throw new InvalidInputException(
          String.format(
              "%s is better the %s it is: --%s %s",
              Settings.spell(metric),
              metric.minimize() ? "less" : "greater",
              metric.minimize() ? "minimize" : "maximize",
              Settings.spell(metric)));
    }
    return new TrainingObjective(
        experiment,
        Spaces.sameInAllTrials(experiment, training.changes()),
        metric,
        metric.minimize(),
        options.folds);
  }

  private StudyPlan plan(Pruner pruner, long seed) {
    Guards.positive(options.parallel, "parallel");
    int window = options.window == null ? Math.max(USUAL_WINDOW, options.parallel) : options.window;
    Guards.atLeast(window, options.parallel, "window");
    return new StudyPlan(
        options.trials,
        options.parallel,
        window,
        pruner,
        seconds(options.trialTimeout, "trial-timeout"),
        seconds(options.timeBudget, "time-budget"),
        options.maxFailures,
        seed);
  }

  private GeneticOptions genetic() {
    GeneticOptions usual = GeneticOptions.DEFAULTS;
    return new GeneticOptions(
        options.population,
        usual.cullRatio(),
        options.crossover == null
            ? usual.crossover()
            : Settings.constant(GeneticOptions.Crossover.class, "crossover", options.crossover),
        options.mutationRate);
  }

  private String name(Experiment experiment, Strategy strategy) {
    if (options.study != null) {
      if (!options.study.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
        throw new InvalidInputException(
            "study must be a letter or digit, then letters, digits, '.', '_' and '-', 100 at most"
                + " in all, was '"
                + options.study
                + "'");
      }
      return options.study;
    }
    String data = experiment.dataset().name().replaceAll("[^A-Za-z0-9._-]+", "-");
    return String.format(
        "%s-tune-%s-%s-%s",
        LocalDateTime.now(ZoneId.systemDefault()).format(TIMESTAMP),
        experiment.config().architecture(),
        data,
        Settings.spell(strategy));
  }

  private Duration lease() {
    if (options.lease < 1) {
      throw new InvalidInputException(
          "lease must be at least 1 second, or living workers would lose trials, was "
              + options.lease);
    }
    return seconds(options.lease, "lease");
  }

  private static Duration seconds(double value, String name) {
    if (!(value >= 0) || value > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          String.format(Locale.ROOT, "%s must be seconds, at least 0, was %s", name, value));
    }
    return Duration.ofMillis(Math.round(value * 1000));
  }
}
