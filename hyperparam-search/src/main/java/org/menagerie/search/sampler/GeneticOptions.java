package org.menagerie.search.sampler;

import org.apache.commons.math3.random.RandomGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.ArithmeticCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.CrossoverOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.KPointCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.SinglePointCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.UniformCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.RandomTwoParentSelection;
import org.menagerie.core.Guards;
import org.menagerie.core.InvalidInputException;

/**
 * How a genetic search breeds.
 *
 * @param population trials that may live at once
 * @param cullRatio share of a full population that dies
 * @param mutationRate share of genes that are drawn anew
 */
public record GeneticOptions(
    int population, double cullRatio, Crossover crossover, double mutationRate) {
  /** Chosen on Branin and Hartmann6. */
  public static final GeneticOptions DEFAULTS =
      new GeneticOptions(16, 0.5, Crossover.ARITHMETIC, 0.1);

  public GeneticOptions {
    Guards.atLeast(population, 4, "population");
    if (!(cullRatio > 0 && cullRatio < 1)) {
      throw new InvalidInputException("cull-ratio must be in (0, 1), was " + cullRatio);
    }
    Guards.fraction(mutationRate, "mutation-rate");
  }

  /** Arbiter's ways to make a child of two parents. */
  public enum Crossover {
    UNIFORM {
      @Override
      CrossoverOperator operator(RandomGenerator random, int dimensions) {
        return new UniformCrossover.Builder()
            .crossoverRate(RATE)
            .randomGenerator(random)
            .parentSelection(parents(random))
            .build();
      }
    },
    SINGLE_POINT {
      @Override
      CrossoverOperator operator(RandomGenerator random, int dimensions) {
        return new SinglePointCrossover.Builder()
            .crossoverRate(RATE)
            .randomGenerator(random)
            .parentSelection(parents(random))
            .build();
      }
    },
    K_POINT {
      @Override
      CrossoverOperator operator(RandomGenerator random, int dimensions) {
        return new KPointCrossover.Builder()
            .crossoverRate(RATE)
            .numCrossovers(1, Math.max(1, Math.min(4, dimensions - 1)))
            .randomGenerator(random)
            .parentSelection(parents(random))
            .build();
      }
    },
    ARITHMETIC {
      @Override
      CrossoverOperator operator(RandomGenerator random, int dimensions) {
        return new ArithmeticCrossover.Builder()
            .crossoverRate(RATE)
            .randomGenerator(random)
            .parentSelection(parents(random))
            .build();
      }
    };

    private static final double RATE = 0.9;

    abstract CrossoverOperator operator(RandomGenerator random, int dimensions);

    // Arbiter's own choice of parents has a generator that nobody seeds
    private static RandomTwoParentSelection parents(RandomGenerator random) {
      return new RandomTwoParentSelection(random);
    }
  }
}
