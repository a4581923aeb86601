package org.menagerie.search.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.special.Erf;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.space.SearchSpace;

/**
 * A density over the unit cube: a bump around each of some points and one over the whole.
 *
 * <p>Bumps are products of normal densities cut off at the cube's ends; for choices, most of the
 * weight on the point's own. In each dimension a bump reaches to the farther of its two neighbours,
 * so that bumps become narrow where points gather; how narrow at least, is what Watanabe (2023)
 * found over many functions.
 */
final class Parzen {
  private static final double NARROWEST = 0.03; // of the range
  private static final double SQRT2 = Math.sqrt(2);

  private final SearchSpace space;
  private final double[][] centres;
  private final double[] weights; // the last: of what is even over the cube
  private final double[][] widths; // [point][dimension]
  private final double[][] logMasses; // of the bump inside the cube, times what makes it a density

  /**
   * A density around points.
   *
   * @param importance of each, in sum as many as there are: what is even over the cube counts 1
   */
  Parzen(SearchSpace space, List<Observation> observations, double[] importance) {
    this.space = space;
    this.centres =
        observations.stream().map(o -> space.canonical(o.point())).toArray(double[][]::new);
    this.weights = Arrays.copyOf(importance, centres.length + 1);
    weights[centres.length] = 1;
    this.widths = new double[centres.length][space.numParameters()];
    this.logMasses = new double[centres.length][space.numParameters()];
    for (int i = 0; i < space.numParameters(); i++) {
      if (!space.parameters().get(i).categorical()) {
        widen(i);
      }
    }
  }

  /** Sets the widths in one dimension. */
  private void widen(int dimension) {
    double[] sorted =
        Arrays.stream(centres)
            .mapToDouble(centre -> centre[dimension])
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    double narrowest = Math.max(NARROWEST, Math.pow(1 + centres.length, -2));
    for (int c = 0; c < centres.length; c++) {
      double centre = centres[c][dimension];
      if (Double.isNaN(centre)) {
        continue; // even over the range
      }
      int at = Arrays.binarySearch(sorted, centre);
      double below = at == 0 ? centre : sorted[at - 1];
      double above = at == sorted.length - 1 ? centre : sorted[at + 1];
      double width = Math.max(narrowest, Math.max(centre - below, above - centre));
      widths[c][dimension] = width;
      double mass = cumulative((1 - centre) / width) - cumulative(-centre / width);
      logMasses[c][dimension] = Math.log(width * Math.sqrt(2 * Math.PI) * mass);
    }
  }

  double[] draw(SplittableRandom random) {
    int chosen = choose(random);
    double[] point = new double[space.numParameters()];
    for (int i = 0; i < point.length; i++) {
      boolean open = chosen == centres.length || Double.isNaN(centres[chosen][i]);
      point[i] = open ? random.nextDouble() : draw(i, chosen, random);
    }
    return point;
  }

  private int choose(SplittableRandom random) {
    double left = random.nextDouble() * weights.length; // their sum
    int chosen = 0;
    while (chosen < centres.length && left >= weights[chosen]) {
      left -= weights[chosen];
      chosen++;
    }
    return chosen;
  }

  private double draw(int dimension, int chosen, SplittableRandom random) {
    Parameter parameter = space.parameters().get(dimension);
    double centre = centres[chosen][dimension];
    if (parameter.categorical()) {
      return random.nextDouble() < other(parameter) ? random.nextDouble() : centre;
    }
    double width = widths[chosen][dimension];
    double low = cumulative(-centre / width);
    double high = cumulative((1 - centre) / width);
    double u = low + random.nextDouble() * (high - low);
    return Math.max(0, Math.min(1, centre + width * SQRT2 * Erf.erfInv(2 * u - 1)));
  }

  /** The weight of a choice that is spread over all of them. */
  private double other(Parameter parameter) {
    return (double) parameter.values() / (parameter.values() + centres.length);
  }

  /** The logarithm of the density at a canonical point. */
  double logDensity(double[] point) {
    double[] logs = new double[centres.length + 1]; // the last: even over the cube
    double largest = 0;
    for (int c = 0; c < centres.length; c++) {
      for (int i = 0; i < point.length; i++) {
        logs[c] += logDensity(i, c, point[i]);
      }
      largest = Math.max(largest, logs[c]);
    }
    double sum = 0;
    for (int c = 0; c < logs.length; c++) {
      sum += weights[c] * Math.exp(logs[c] - largest);
    }
    return largest + Math.log(sum / logs.length);
  }

  private double logDensity(int dimension, int chosen, double at) {
    double centre = centres[chosen][dimension];
    if (Double.isNaN(centre) || Double.isNaN(at)) {
      return 0;
    }
    Parameter parameter = space.parameters().get(dimension);
    if (parameter.categorical()) {
      double spread = other(parameter);
      double same = Math.abs(centre - at) < 1e-9 ? (1 - spread) * parameter.values() : 0;
      return Math.log(spread + same);
    }
    double z = (at - centre) / widths[chosen][dimension];
    return -z * z / 2 - logMasses[chosen][dimension];
  }

  private static double cumulative(double z) {
    return Erf.erfc(-z / SQRT2) / 2;
  }
}
