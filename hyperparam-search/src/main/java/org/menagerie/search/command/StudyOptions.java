package org.menagerie.search.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.menagerie.search.sampler.GeneticOptions;
import picocli.CommandLine.Option;

/** The options of tune that are not those of train. */
final class StudyOptions {
  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "grid, random, bayes (default), tpe or genetic.")
  String strategy = "bayes";

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Trials in all (default: ${DEFAULT-VALUE}).")
  int trials = 30;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Trials at a time, each with a thread of its own (default: ${DEFAULT-VALUE}).")
  int parallel = 1;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = {
        "Trials at a time in all processes (default: 4, or --parallel where that is more).",
        "What a trial is suggested by depends on it; on --parallel it does not."
      })
  Integer window;

  @Option(
      names = "--space",
      paramLabel = "KEY=SPEC",
      description = {
        "A range to search besides, or in place of, the declared ones: log:1e-4..1e-1,"
            + " real:0..0.5,",
        "int:1..4, logint:16..256, choice:A,B (or A|B); 'if KEY=VALUE' behind it for a condition."
      })
  List<String> space = new ArrayList<>();

  @Option(
      names = "--only-space",
      description = "Searches what --space names, without the declared ranges.")
  boolean onlySpace;

  @Option(
      names = "--pruner",
      paramLabel = "NAME",
      description = "none (default), median or halving: stops poor trials early.")
  String pruner = "none";

  @Option(
      names = "--study",
      paramLabel = "NAME",
      description = "Goes on with this study, or begins it; a new one by default.")
  String study;

  @Option(names = "--resume", arity = "0..1", hidden = true, description = "See --study.")
  String resume;

  @Option(
      names = "--storage",
      paramLabel = "URL",
      description = "jdbc:postgresql://HOST/DATABASE, or a file (default: studies.db in --output).")
  String storage;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description = "Scores a trial by cross-validation over training and validation part.")
  int folds = 1;

  @Option(names = "--maximize", paramLabel = "METRIC", description = "accuracy, macro-f1 or r2.")
  String maximize;

  @Option(names = "--minimize", paramLabel = "METRIC", description = "loss, mae, rmse or mase.")
  String minimize;

  @Option(
      names = "--time-budget",
      paramLabel = "SECONDS",
      description =
          "Begins no trial after it; what is done by then depends on the machine; 0: none.")
  double timeBudget;

  @Option(
      names = "--trial-timeout",
      paramLabel = "SECONDS",
      description = "A trial that takes longer fails; 0: never.")
  double trialTimeout;

  @Option(
      names = "--max-failures",
      paramLabel = "N",
      description = "Failed trials in a row that stop the study (default: ${DEFAULT-VALUE}).")
  int maxFailures = 5;

  @Option(
      names = "--lease",
      paramLabel = "SECONDS",
      description =
          "A trial without a sign of life for as long is given out again"
              + " (default: ${DEFAULT-VALUE}).")
  double lease = 60;

  @Option(
      names = "--grid-steps",
      paramLabel = "N",
      description = "Values of a range in a grid, at least 2 (default: ${DEFAULT-VALUE}).")
  int gridSteps = 4;

  @Option(
      names = "--population",
      paramLabel = "N",
      description = "Trials that breed, in genetic search (default: ${DEFAULT-VALUE}).")
  int population = GeneticOptions.DEFAULTS.population();

  @Option(
      names = "--crossover",
      paramLabel = "NAME",
      description = "uniform, single-point, k-point or arithmetic, in genetic search.")
  String crossover;

  @Option(
      names = "--mutation-rate",
      paramLabel = "X",
      description = "Share of values drawn anew, in genetic search.")
  double mutationRate = GeneticOptions.DEFAULTS.mutationRate();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Folder of runs and studies (default: ${DEFAULT-VALUE}).")
  Path output = Path.of("runs");

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  boolean json;
}
