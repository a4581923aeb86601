package org.menagerie.search.sampler;

import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.special.Erf;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.space.SearchSpace;

/**
 * A density over the unit cube: a bump around each of some points and one over the whole.
 *
 * <p>Bumps are products of normal densities cut off at the cube's ends; for choices, most of the
 * weight on the point's own. Widths shrink with the number of points as Scott's rule has it.
 */
final class Parzen {
  private static final double WIDTH = 0.2;
  private static final double SQRT2 = Math.sqrt(2);

  private final SearchSpace space;
  private final double[][] centres;
  private final double width;

  Parzen(SearchSpace space, List<Observation> observations) {
    this.space = space;
    this.centres =
        observations.stream().map(o -> space.canonical(o.point())).toArray(double[][]::new);
    int d = space.numParameters();
    double narrowest = 1.0 / Math.min(100, 1 + centres.length);
    this.width =
        Math.max(narrowest / 2, WIDTH * Math.pow(Math.max(1, centres.length), -1.0 / (d + 4)));
  }

  double[] draw(SplittableRandom random) {
    int chosen = random.nextInt(centres.length + 1);
    double[] point = new double[space.numParameters()];
    for (int i = 0; i < point.length; i++) {
      boolean open = chosen == centres.length || Double.isNaN(centres[chosen][i]);
      point[i] = open ? random.nextDouble() : draw(i, centres[chosen][i], random);
    }
    return point;
  }

  private double draw(int dimension, double centre, SplittableRandom random) {
    Parameter parameter = space.parameters().get(dimension);
    if (parameter.categorical()) {
      return random.nextDouble() < other(parameter) ? random.nextDouble() : centre;
    }
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
        logs[c] += logDensity(i, centres[c][i], point[i]);
      }
      largest = Math.max(largest, logs[c]);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum / logs.length);
  }

  private double logDensity(int dimension, double centre, double at) {
    if (Double.isNaN(centre) || Double.isNaN(at)) {
      return 0;
    }
    Parameter parameter = space.parameters().get(dimension);
    if (parameter.categorical()) {
      double spread = other(parameter);
      double same = Math.abs(centre - at) < 1e-9 ? (1 - spread) * parameter.values() : 0;
      return Math.log(spread + same);
    }
    double z = (at - centre) / width;
    double mass = cumulative((1 - centre) / width) - cumulative(-centre / width);
    return -z * z / 2 - Math.log(width * Math.sqrt(2 * Math.PI) * mass);
  }

  private static double cumulative(double z) {
    return Erf.erfc(-z / SQRT2) / 2;
  }
}
