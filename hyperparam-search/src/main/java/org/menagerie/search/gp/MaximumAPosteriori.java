package org.menagerie.search.gp;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;

/**
 * The most probable assumptions behind what was seen: likelihood times prior, maximised over
 * logarithms by BOBYQA (Powell, 2009).
 *
 * <p>Priors are log-normal. Lengths grow with the square root of the number of dimensions
 * (Hvarfner, Hellsten and Nardi, 2024), noise is small unless the observations say otherwise.
 */
public final class MaximumAPosteriori {
  private static final double LENGTH_SPREAD = 1.0;
  private static final double VARIANCE_SPREAD = 1.0;
  private static final double NOISE_CENTRE = Math.log(1e-4);
  private static final double NOISE_SPREAD = 2.5;
  private static final double LOWEST_LENGTH = Math.log(0.02);
  private static final double HIGHEST_LENGTH = Math.log(30);
  private static final double LOWEST_NOISE = Math.log(1e-7);
  private static final double HIGHEST_NOISE = Math.log(1);
  private static final double HIGHEST_VARIANCE = Math.log(50);
  private static final int EVALUATIONS = 150;
  private static final int MOST = 400; // an evaluation takes their cube

  private final double[][] x;
  private final double[] y;
  private final boolean[] categorical;
  private final double lengthCentre;

  private MaximumAPosteriori(double[][] x, double[] y, boolean[] categorical) {
    this.x = x;
    this.y = y;
    this.categorical = categorical;
    this.lengthCentre = Math.log(0.4 * Math.sqrt(categorical.length));
  }

  /** Fits the assumptions to standardised values {@code y} at {@code x}; to a part of very many. */
  public static Hyper fit(double[][] x, double[] y, boolean[] categorical) {
    int every = (y.length + MOST - 1) / MOST;
    int[] some = IntStream.range(0, y.length).filter(i -> i % Math.max(1, every) == 0).toArray();
    return new MaximumAPosteriori(
            Arrays.stream(some).mapToObj(i -> x[i]).toArray(double[][]::new),
            Arrays.stream(some).mapToDouble(i -> y[i]).toArray(),
            categorical)
        .fit();
  }

  private Hyper fit() {
    int d = categorical.length;
    double[] start = new double[d + 2];
    double[] low = new double[d + 2];
    double[] high = new double[d + 2];
    Arrays.fill(start, 0, d, lengthCentre);
    Arrays.fill(low, 0, d, LOWEST_LENGTH);
    Arrays.fill(high, 0, d, HIGHEST_LENGTH);
    low[d] = -HIGHEST_VARIANCE;
    high[d] = HIGHEST_VARIANCE;
    start[d + 1] = NOISE_CENTRE;
    low[d + 1] = LOWEST_NOISE;
    high[d + 1] = HIGHEST_NOISE;
    double[] best = start.clone();
    double[] bestValue = {value(start)};
    try {
      new BOBYQAOptimizer(2 * (d + 2) + 1, 0.8, 1e-2)
          .optimize(
              new MaxEval(EVALUATIONS),
              GoalType.MAXIMIZE,
              new InitialGuess(start),
              new SimpleBounds(low, high),
              new ObjectiveFunction(
                  point -> {
                    double value = value(point);
                    if (value > bestValue[0]) {
                      bestValue[0] = value;
                      System.arraycopy(point, 0, best, 0, best.length);
                    }
                    return value;
                  }));
    } catch (MathRuntimeException e) {
      // out of evaluations, or too little left to gain: the best so far is what there is
      return hyper(best);
    }
    return hyper(best);
  }

  private double value(double[] logs) {
    int d = categorical.length;
    double prior = -square((logs[d] - 0) / VARIANCE_SPREAD) / 2;
    prior -= square((logs[d + 1] - NOISE_CENTRE) / NOISE_SPREAD) / 2;
    for (int i = 0; i < d; i++) {
      prior -= square((logs[i] - lengthCentre) / LENGTH_SPREAD) / 2;
    }
    try {
      return prior + new GaussianProcess(x, y, categorical, hyper(logs)).logLikelihood();
    } catch (IllegalArgumentException e) {
      return -1e10; // lengths so long that points cannot be told apart
    }
  }

  private static double square(double value) {
    return value * value;
  }

  private Hyper hyper(double[] logs) {
    int d = categorical.length;
    double[] lengths = new double[d];
    for (int i = 0; i < d; i++) {
      lengths[i] = Math.exp(logs[i]);
    }
    return new Hyper(lengths, Math.exp(logs[d]), Math.exp(logs[d + 1]));
  }
}
