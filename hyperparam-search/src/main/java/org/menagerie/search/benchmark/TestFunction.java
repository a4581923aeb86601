package org.menagerie.search.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.core.HyperParameter.Real;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.space.SearchSpace;

/** Functions whose minimum is known (Surjanovic and Bingham's library of test functions). */
public enum TestFunction {
  /** Two dimensions, three minima, all global (Branin, 1972). */
  BRANIN(0.39788735772973816) {
    @Override
    List<Parameter> parameters() {
      return List.of(
          Parameter.of("x1", new Real(-5, 10, false)), Parameter.of("x2", new Real(0, 15, false)));
    }

    @Override
    double at(double[] x) {
      double a = x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6;
      return a * a + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x[0]) + 10;
    }
  },
  /** Six dimensions, six minima, one global (Hartman, 1973). */
  HARTMANN6(-3.32236801141551) {
    @Override
    List<Parameter> parameters() {
      List<Parameter> parameters = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        parameters.add(Parameter.of("x" + i, new Real(0, 1, false)));
      }
      return parameters;
    }

    @Override
    double at(double[] x) {
      double sum = 0;
      for (int i = 0; i < HEIGHTS.length; i++) {
        double squares = 0;
        for (int j = 0; j < x.length; j++) {
          double offset = x[j] - PLACES[i][j];
          squares += WIDTHS[i][j] * offset * offset;
        }
        sum += HEIGHTS[i] * Math.exp(-squares);
      }
      return -sum;
    }
  };

  private static final double[] HEIGHTS = {1, 1.2, 3, 3.2};
  private static final double[][] WIDTHS = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] PLACES = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };

  private final double minimum;

  TestFunction(double minimum) {
    this.minimum = minimum;
  }

  abstract List<Parameter> parameters();

  abstract double at(double[] x);

  /** Its domain. */
  public SearchSpace space() {
    return new SearchSpace(parameters());
  }

  /** How far a point of the unit cube is above the minimum. */
  public double regret(double[] unit) {
    List<Parameter> parameters = parameters();
    double[] x = new double[unit.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = parameters.get(i).number(unit[i]);
    }
    return at(x) - minimum;
  }
}
