package org.menagerie.search.sampler;

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
 * <p>Trials that run count as not good.
 */
public final class TpeSampler implements Sampler {
  private static final int STARTUP = 10;
  private static final int CANDIDATES = 64;

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
        history.stream().sorted(Comparator.comparingDouble(TpeSampler::rank)).toList();
    int ended = (int) history.stream().filter(o -> o.is(State.COMPLETE)).count();
    if (number < STARTUP || ended < 2) {
      return QuasiRandom.point(number, space.numParameters(), seed);
    }
    int good = Math.min(25, (int) Math.ceil(0.1 * ended));
    Parzen better = new Parzen(space, ranked.subList(0, good));
    Parzen worse = new Parzen(space, ranked.subList(good, ranked.size()));
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

  // complete trials by their loss, then pruned ones, then what failed or runs
  private static double rank(Observation observation) {
    return switch (observation.state()) {
      case COMPLETE -> Math.atan(observation.loss());
      case PRUNED -> 4 + Math.atan(observation.loss());
      default -> 8;
    };
  }
}
