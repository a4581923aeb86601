package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * How far a series returns to its mean.
 *
 * <p>The last value is the best forecast of a random walk and a bad one of, say, an interest rate.
 * Which of them a series is can be told from chance only so far: a regression of changes on levels
 * (Dickey and Fuller, 1979) weighs the two, and the validation part may object.
 *
 * @param weight how sure the return is, in [0, 1]; 0: the mean has no say
 * @param mean of the training part
 * @param spread standard deviation about it
 * @param pull share of the distance from the mean that is gone after each step of the horizon
 */
public record MeanReversion(double weight, double mean, double spread, List<Double> pull) {
  /** No return. */
  static final MeanReversion NONE = new MeanReversion(0, 0, 1, List.of());

  private static final int FEWEST = 20; // steps
  private static final int LAGS = 2; // of changes, which noise on top of a walk makes correlated
  private static final double CHANCE = 2; // t-values that say nothing
  private static final double FAR = 5; // standard deviations
  private static final double WORSE = 1.1; // ratio of errors on the validation part that objects

  /** A return with its own copy of the list. */
  public MeanReversion {
    pull = List.copyOf(pull);
  }

  /**
   * Fits on the first {@code train} values; the others are the validation part.
   *
   * @param drift mean change from step to step
   */
  static MeanReversion fit(double[] z, int train, int horizon, double drift) {
    double[] part = Arrays.copyOf(z, train);
    double t = train < FEWEST ? 0 : levelsSayOfChanges(part);
    double weight = t < -CHANCE ? 1 - CHANCE * CHANCE / (t * t) : 0;
    if (weight == 0) {
      return NONE;
    }
    Moments moments = Moments.of(part);
    List<Double> pull = new ArrayList<>();
    for (int ahead = 1; ahead <= horizon; ahead++) {
      pull.add(weight * (1 - kept(part, moments.mean(), ahead)));
    }
    MeanReversion found = new MeanReversion(weight, moments.mean(), moments.deviation(), pull);
    double with = found.error(z, train, horizon, (1 - weight) * drift);
    return with <= WORSE * NONE.error(z, train, horizon, drift) ? found : NONE;
  }

  boolean exists() {
    return weight > 0;
  }

  /** Whether a value is one that the training part cannot tell about. */
  boolean far(double z) {
    return exists() && Math.abs(z - mean) > FAR * spread;
  }

  /** How much nearer to the mean a value is expected some steps later. */
  double pulled(double z, int ahead) {
    return exists() ? pull.get(ahead - 1) * (mean - z) : 0;
  }

  // t-value of the level in a regression of the next change on it and the changes before
  private static double levelsSayOfChanges(double[] z) {
    int rows = z.length - LAGS - 1;
    double[] next = new double[rows];
    double[][] known = new double[rows][LAGS + 1];
    for (int i = 0; i < rows; i++) {
      int t = i + LAGS;
      next[i] = z[t + 1] - z[t];
      known[i][0] = z[t];
      for (int lag = 0; lag < LAGS; lag++) {
        known[i][lag + 1] = z[t - lag] - z[t - lag - 1];
      }
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    regression.newSampleData(next, known);
    try {
      return regression.estimateRegressionParameters()[1]
          / regression.estimateRegressionParametersStandardErrors()[1];
    } catch (SingularMatrixException e) {
      return 0; // changes that are all alike: nothing returns
    }
  }

  /** Share of a distance from the mean that is left some steps later, in [0, 1]. */
  private static double kept(double[] z, double mean, int ahead) {
    double together = 0;
    double alone = 0;
    for (int t = 0; t + ahead < z.length; t++) {
      together += (z[t] - mean) * (z[t + ahead] - mean);
      alone += (z[t] - mean) * (z[t] - mean);
    }
    return alone > 0 ? Math.max(0, Math.min(1, together / alone)) : 1;
  }

  // mean absolute error behind the training part
  private double error(double[] z, int train, int horizon, double drift) {
    double sum = 0;
    int count = 0;
    for (int last = train - 1; last + horizon < z.length; last++) {
      for (int ahead = 1; ahead <= horizon; ahead++, count++) {
        double said = z[last] + ahead * drift + pulled(z[last], ahead);
        sum += Math.abs(z[last + ahead] - said);
      }
    }
    return sum / count;
  }
}
