package org.menagerie.search.sampler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Seeds;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.space.SearchSpace;

/**
 * Every combination once: Arbiter's grid, without those that differ only in parameters that do not
 * count, in an order that the seed decides.
 */
public final class GridSampler implements Sampler {
  /** More combinations than anybody meant. */
  public static final int MOST = 10_000;

  private final SearchSpace space;
  private final List<double[]> points;
  private final int[] order;

  /**
   * A grid over the space.
   *
   * @param steps values of a range of more, or of real numbers
   */
  public GridSampler(SearchSpace space, int steps, long seed) {
    this.space = space;
    refuseTooMany(space, steps);
    GridSearchCandidateGenerator grid =
        new GridSearchCandidateGenerator(
            space, steps, GridSearchCandidateGenerator.Mode.Sequential, null);
    Set<Map<String, String>> known = new HashSet<>();
    this.points = new ArrayList<>();
    while (grid.hasMoreCandidates()) {
      double[] point = grid.getCandidate().getFlatParameters();
      if (known.add(space.getValue(point))) {
        points.add(point);
      }
    }
    this.order = Seeds.permutation(points.size(), Seeds.derive(seed, 0));
  }

  private static void refuseTooMany(SearchSpace space, int steps) {
    double combinations = 1;
    for (Parameter parameter : space.parameters()) {
      int values = parameter.values();
      boolean exhaustive = parameter.categorical() || (values > 0 && values < steps);
      combinations *= exhaustive ? values : steps;
    }
    if (combinations > MOST) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a grid of %,.0f combinations is more than %,d: narrow it with --space, or use"
                  + " --grid-steps or another strategy",
              combinations,
              MOST));
    }
  }

  @Override
  public double[] next(List<Observation> history) {
    return points.get(order[history.size()]).clone();
  }

  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public long size() {
    return points.size();
  }

  /** The distinct values of each parameter, as the grid has them. */
  public Map<String, Set<String>> audit() {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    space.parameters().forEach(parameter -> values.put(parameter.key(), new LinkedHashSet<>()));
    points.forEach(
        point -> space.getValue(point).forEach((key, value) -> values.get(key).add(value)));
    return values;
  }
}
