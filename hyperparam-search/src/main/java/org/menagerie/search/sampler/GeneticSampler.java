package org.menagerie.search.sampler;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.deeplearning4j.arbiter.optimize.generator.genetic.Chromosome;
import org.deeplearning4j.arbiter.optimize.generator.genetic.ChromosomeFactory;
import org.deeplearning4j.arbiter.optimize.generator.genetic.culling.LeastFitCullOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.RandomMutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.EmptyPopulationInitializer;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;
import org.menagerie.core.Seeds;
import org.menagerie.search.sampler.Observation.State;
import org.menagerie.search.space.SearchSpace;

/**
 * Arbiter's genetic search: the fittest trials breed.
 *
 * <p>Arbiter's operators are made anew for each trial and fed the history, so that any process
 * breeds the same child; children that have lived before are not born again.
 */
public final class GeneticSampler implements Sampler {
  private static final int ATTEMPTS = 100;

  private final SearchSpace space;
  private final GeneticOptions options;
  private final long seed;

  /** A sampler over the space. */
  public GeneticSampler(SearchSpace space, GeneticOptions options, long seed) {
    this.space = space;
    this.options = options;
    this.seed = seed;
  }

  @Override
  public double[] next(List<Observation> history) {
    int number = history.size();
    if (number < options.population()) { // Arbiter breeds from the first two on
      return QuasiRandom.point(number, space.numParameters(), seed);
    }
    RandomGenerator random = new Well19937c(Seeds.derive(seed, number));
    GeneticSelectionOperator breeder = breeder(history, random);
    Set<Map<String, String>> lived = new HashSet<>();
    history.forEach(observation -> lived.add(space.getValue(observation.point())));
    double[] child = breeder.buildNextGenes();
    for (int i = 0; i < ATTEMPTS && lived.contains(space.getValue(child)); i++) {
      child = breeder.buildNextGenes();
    }
    return child;
  }

  private GeneticSelectionOperator breeder(List<Observation> history, RandomGenerator random) {
    PopulationModel population =
        new PopulationModel.Builder()
            .populationInitializer(new EmptyPopulationInitializer())
            .populationSize(options.population())
            .cullOperator(new LeastFitCullOperator(options.cullRatio()))
            .build();
    population.initializeInstance(true);
    ChromosomeFactory chromosomes = new ChromosomeFactory();
    chromosomes.initializeInstance(space.numParameters());
    GeneticSelectionOperator breeder =
        new GeneticSelectionOperator.Builder()
            .randomGenerator(random)
            .crossoverOperator(options.crossover().operator(random, space.numParameters()))
            .mutationOperator(
                new RandomMutationOperator.Builder()
                    .mutationRate(options.mutationRate())
                    .randomGenerator(random)
                    .build())
            .build();
    breeder.initializeInstance(population, chromosomes);
    history.stream()
        .filter(observation -> observation.is(State.COMPLETE))
        .map(observation -> new Chromosome(observation.point(), observation.loss()))
        .forEach(population::add);
    return breeder;
  }
}
