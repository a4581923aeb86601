package org.menagerie.search.command;

import org.menagerie.cli.Experiment;
import org.menagerie.search.sampler.BayesSampler;
import org.menagerie.search.sampler.Beginning;
import org.menagerie.search.sampler.GeneticOptions;
import org.menagerie.search.sampler.GeneticSampler;
import org.menagerie.search.sampler.GridSampler;
import org.menagerie.search.sampler.RandomSampler;
import org.menagerie.search.sampler.Sampler;
import org.menagerie.search.sampler.TpeSampler;
import org.menagerie.search.space.SearchSpace;

/** The strategies by their names. */
public enum Strategy {
  GRID {
    @Override
    Sampler sampler(SearchSpace space, long seed, GeneticOptions genetic, int gridSteps) {
      return new GridSampler(space, gridSteps, seed);
    }
  },
  RANDOM {
    @Override
    Sampler sampler(SearchSpace space, long seed, GeneticOptions genetic, int gridSteps) {
      return new RandomSampler(space, seed);
    }
  },
  BAYES {
    @Override
    Sampler sampler(SearchSpace space, long seed, GeneticOptions genetic, int gridSteps) {
      return new BayesSampler(space, seed);
    }
  },
  TPE {
    @Override
    Sampler sampler(SearchSpace space, long seed, GeneticOptions genetic, int gridSteps) {
      return new TpeSampler(space, seed);
    }
  },
  GENETIC {
    @Override
    Sampler sampler(SearchSpace space, long seed, GeneticOptions genetic, int gridSteps) {
      return new GeneticSampler(space, genetic, seed);
    }
  };

  abstract Sampler sampler(SearchSpace space, long seed, GeneticOptions genetic, int gridSteps);

  /**
   * The strategy over an experiment's space. One that learns from trials begins with the defaults,
   * or what the space has next to them.
   */
  Sampler over(Experiment experiment, SearchSpace space, GeneticOptions genetic, int gridSteps) {
    Sampler sampler = sampler(space, experiment.config().plan().seed(), genetic, gridSteps);
    return beginsWithDefaults()
        ? space
            .point(space.nearest(Spaces.values(experiment)))
            .<Sampler>map(defaults -> new Beginning(defaults, sampler))
            .orElseThrow()
        : sampler;
  }

  /** Whether its first trial is the defaults. */
  boolean beginsWithDefaults() {
    return this != GRID && this != RANDOM;
  }
}
