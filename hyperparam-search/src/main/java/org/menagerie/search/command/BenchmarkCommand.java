package org.menagerie.search.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.menagerie.core.Guards;
import org.menagerie.core.Settings;
import org.menagerie.search.benchmark.Published;
import org.menagerie.search.benchmark.SamplerBenchmark;
import org.menagerie.search.benchmark.SamplerBenchmark.Result;
import org.menagerie.search.benchmark.TestFunction;
import org.menagerie.search.export.BenchmarkJson;
import org.menagerie.search.sampler.GeneticOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs every strategy on functions whose minimum is known. */
@Command(
    name = "benchmark",
    description = {
      "Runs every strategy on Branin and Hartmann6 and prints the simple regret,",
      "mean and standard deviation over seeds, beside published figures."
    })
public final class BenchmarkCommand implements Callable<Integer> {
  private static final String LINE = "%-10s %-20s";

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Runs of each (default: ${DEFAULT-VALUE}).")
  private int seeds = 20;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Trials in a run, from 30 on (default: ${DEFAULT-VALUE}).")
  private int trials = 200;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      split = ",",
      description = "Some of grid, random, bayes, tpe and genetic; all by default.")
  private List<String> strategies = new ArrayList<>();

  @Option(names = "--json", description = "One JSON object on standard output, nothing else.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Guards.positive(seeds, "seeds");
    Guards.within(trials, SamplerBenchmark.MILESTONES.get(0), 10_000, "trials");
    List<Strategy> chosen =
        strategies.isEmpty()
            ? List.of(Strategy.values())
            : strategies.stream()
                .map(name -> Settings.constant(Strategy.class, "strategy", name))
                .toList();
    PrintWriter out = spec.commandLine().getOut();
    List<Result> results = new ArrayList<>();
    for (TestFunction function : TestFunction.values()) {
      if (!json) {
        header(out);
      }
      for (Strategy strategy : chosen) {
        Result result = run(function, strategy);
        results.add(result);
        if (!json) {
          print(out, result);
        }
      }
      if (!json) {
        published(out, function);
      }
    }
    if (json) {
      out.println(BenchmarkJson.of(seeds, results));
    }
    out.flush();
    return 0;
  }

  private Result run(TestFunction function, Strategy strategy) {
    int steps = function == TestFunction.BRANIN ? 14 : 3; // some hundred combinations
    return SamplerBenchmark.run(
        function,
        Settings.spell(strategy),
        (space, seed) -> strategy.sampler(space, seed, GeneticOptions.DEFAULTS, steps),
        seeds,
        trials);
  }

  private static void header(PrintWriter out) {
    out.printf("%n" + LINE, "regret", "after trials");
    SamplerBenchmark.MILESTONES.forEach(m -> out.printf(Locale.ROOT, " %17d", m));
    out.println();
  }

  private static void print(PrintWriter out, Result result) {
    out.printf(LINE, Settings.spell(result.function()), result.strategy());
    for (int i = 0; i < result.milestones().size(); i++) {
      out.printf(Locale.ROOT, "  %7.4f ± %6.4f", result.mean(i), result.deviation(i));
    }
    out.printf(Locale.ROOT, "  slowest suggestion %.2f s%n", result.slowest());
    out.flush();
  }

  private static void published(PrintWriter out, TestFunction function) {
    for (Published each : Published.ALL) {
      if (each.function() == function) {
        out.printf(LINE, Settings.spell(function), each.who());
        each.regrets()
            .forEach(
                regret ->
                    out.printf(
                        "  %16s",
                        Double.isNaN(regret)
                            ? ""
                            : String.format(Locale.ROOT, "%7.4f         ", regret)));
        out.println();
      }
    }
  }
}
