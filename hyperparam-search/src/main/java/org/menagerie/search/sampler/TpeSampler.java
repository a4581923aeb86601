package org.menagerie.search.sampler;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.menagerie.core.Seeds;
import org.menagerie.search.sampler.Observation.State;
import org.menagerie.search.space.SearchSpace;

/**
 * The tree-structured Parzen estimator (Bergstra et al., 2011), all parameters at once: densities
 * of the good trials and of the rest, and the point where their ratio is largest.
 *
 * <p>A good trial counts as much as it is better than the rest (Watanabe, 2023). Trials that run
 * count as not good.
 */
public final class TpeSampler implements Sampler {
  private static final int STARTUP = 10;
  private static final int CANDIDATES = 24;

  private final SearchSpace space;
  private final long seed;

  /** A sampler over the space. */
  public TpeSampler(SearchSpace space, long seed) {
    this.space = space;
    this.seed = seed;
  }

  @Override
  public double[] next(List<Observation> history) {
    int number = history.size();
    List<Observation> ranked =
        history.stream()
            .sorted(
                Comparator.comparingInt(TpeSampler::group).thenComparingDouble(Observation::loss))
            .toList();
    int ended = (int) history.stream().filter(o -> o.is(State.COMPLETE)).count();
    if (number < STARTUP || ended < 2) {
      return QuasiRandom.point(number, space.numParameters(), seed);
    }
    int good = Math.min(25, (int) Math.ceil(0.1 * ended));
    double[] even = new double[number - good];
    Arrays.fill(even, 1);
    Parzen better = new Parzen(space, ranked.subList(0, good), gains(ranked, good));
    Parzen worse = new Parzen(space, ranked.subList(good, number), even);
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, number));
    double[] best = null;
    double bestRatio = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < CANDIDATES; i++) {
      double[] point = better.draw(random);
      double[] canonical = space.canonical(point);
      double ratio = better.logDensity(canonical) - worse.logDensity(canonical);
      if (best == null || ratio > bestRatio) {
        best = point;
        bestRatio = ratio;
      }
    }
    return best;
  }

  /** By how much each good trial is better than the best of the rest, 1 on average. */
  private static double[] gains(List<Observation> ranked, int good) {
    double rest = ranked.get(good).loss();
    double[] gains = new double[good];
    for (int i = 0; i < good; i++) {
      gains[i] = rest - ranked.get(i).loss();
    }
    double sum = Arrays.stream(gains).sum();
    boolean told = ranked.get(good).is(State.COMPLETE) && sum > 0;
    Arrays.setAll(gains, i -> told ? gains[i] * good / sum : 1);
    return gains;
  }

  // complete trials first, then pruned ones, then what failed or runs
  private static int group(Observation observation) {
    return switch (observation.state()) {
      case COMPLETE -> 0;
      case PRUNED -> 1;
      default -> 2;
    };
  }
}
