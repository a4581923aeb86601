package org.menagerie.search.sampler;

import java.util.List;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.menagerie.core.Seeds;
import org.menagerie.search.space.SearchSpace;

/** Points without any memory: Arbiter's random search, seeded for each trial. */
public final class RandomSampler implements Sampler {
  private final SearchSpace space;
  private final long seed;

  /** A sampler over the space. */
  public RandomSampler(SearchSpace space, long seed) {
    this.space = space;
    this.seed = seed;
  }

  @Override
  public double[] next(List<Observation> history) {
    RandomSearchGenerator generator = new RandomSearchGenerator(space);
    generator.setRngSeed(Seeds.derive(seed, history.size()));
    return generator.getCandidate().getFlatParameters();
  }

  @Override
  public boolean learns() {
    return false;
  }
}
