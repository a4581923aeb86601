package org.menagerie.search.gp;

import org.hipparchus.special.Erf;

/**
 * The logarithm of the expected improvement over the least value so far, exact where the
 * improvement itself is too small for a double (Ament et al., 2023).
 */
public final class LogExpectedImprovement {
  private static final double LOG_SQRT_2_PI = Math.log(2 * Math.PI) / 2;
  private static final double FAR = 3;
  private static final int FRACTIONS = 60;

  private LogExpectedImprovement() {}

  /** For a normal distribution of the given mean and standard deviation, over {@code least}. */
  public static double at(double mean, double deviation, double least) {
    return Math.log(deviation) + logH((least - mean) / deviation);
  }

  /** The logarithm of h(z) = phi(z) + z Phi(z). */
  static double logH(double z) {
    double logDensity = -z * z / 2 - LOG_SQRT_2_PI;
    if (z > -FAR) {
      return Math.log(Math.exp(logDensity) + z * Erf.erfc(-z / Math.sqrt(2)) / 2);
    }
    // h(-t) = phi(t) (1 - t R(t)) with Mills' ratio R(t) = 1/(t+1/(t+2/(t+3/...))) = 1/(t+k):
    // 1 - t R(t) is k/(t+k), without a difference of near numbers
    double t = -z;
    double k = 0;
    for (int i = FRACTIONS; i >= 1; i--) {
      k = i / (t + k);
    }
    return logDensity + Math.log(k / (t + k));
  }
}
