package org.menagerie.search.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.menagerie.search.sampler.Observation;
import org.menagerie.search.sampler.Sampler;
import org.menagerie.search.space.SearchSpace;

/** Runs a strategy on a test function, once for each seed, one trial after the other. */
public final class SamplerBenchmark {
  /** After how many trials the regret is noted. */
  public static final List<Integer> MILESTONES = List.of(30, 50, 100, 200);

  private SamplerBenchmark() {}

  /**
   * Simple regrets, the best value so far minus the minimum.
   *
   * @param regrets [seed][milestone]
   * @param slowest seconds of the slowest suggestion
   */
  public record Result(
      TestFunction function,
      String strategy,
      List<Integer> milestones,
      List<List<Double>> regrets,
      double slowest) {

    /** The mean over seeds after a milestone. */
    public double mean(int milestone) {
      return regrets.stream().mapToDouble(seed -> seed.get(milestone)).average().orElseThrow();
    }

    /** The standard deviation over seeds after a milestone. */
    public double deviation(int milestone) {
      double mean = mean(milestone);
      double squares =
          regrets.stream()
              .mapToDouble(s -> (s.get(milestone) - mean) * (s.get(milestone) - mean))
              .sum();
      return regrets.size() < 2 ? 0 : Math.sqrt(squares / (regrets.size() - 1));
    }

    /** The largest of all seeds after a milestone. */
    public double largest(int milestone) {
      return regrets.stream().mapToDouble(seed -> seed.get(milestone)).max().orElseThrow();
    }
  }

  /** Runs seeds 0, 1 and so on, as many at a time as there are processors. */
  public static Result run(
      TestFunction function,
      String strategy,
      BiFunction<SearchSpace, Long, Sampler> sampler,
      int seeds,
      int trials) {
    List<Integer> milestones = MILESTONES.stream().filter(m -> m <= trials).toList();
    List<One> all =
        IntStream.range(0, seeds)
            .parallel()
            .mapToObj(
                seed -> {
                  SearchSpace space = function.space();
                  return one(function, sampler.apply(space, (long) seed), milestones);
                })
            .toList();
    return new Result(
        function,
        strategy,
        milestones,
        all.stream().map(One::regrets).toList(),
        all.stream().mapToDouble(One::slowest).max().orElse(0));
  }

  private record One(List<Double> regrets, double slowest) {}

  private static One one(TestFunction function, Sampler sampler, List<Integer> milestones) {
    List<Observation> history = new ArrayList<>();
    List<Double> regrets = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    double slowest = 0;
    int trials = (int) Math.min(sampler.size(), milestones.get(milestones.size() - 1));
    while (history.size() < trials) {
      long start = System.nanoTime();
      double[] point = sampler.next(history);
      slowest = Math.max(slowest, (System.nanoTime() - start) / 1e9);
      double regret = function.regret(point);
      best = Math.min(best, regret);
      history.add(Observation.complete(point, regret));
      if (milestones.contains(history.size())) {
        regrets.add(best);
      }
    }
    while (regrets.size() < milestones.size()) { // a grid may be smaller
      regrets.add(best);
    }
    return new One(regrets, slowest);
  }
}
