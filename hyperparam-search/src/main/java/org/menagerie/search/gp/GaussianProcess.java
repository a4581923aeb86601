package org.menagerie.search.gp;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Regression by a Gaussian process of mean 0 (Rasmussen and Williams, 2006, algorithm 2.1).
 *
 * <p>The points are kept, not copied.
 */
public final class GaussianProcess {
  private static final double LOG_2_PI = Math.log(2 * Math.PI);

  private final double[][] x;
  private final Hyper hyper;
  private final Matern kernel;
  private final double[] factor; // lower triangle of the Cholesky factor, row by row
  private final double[] weights;
  private final double logLikelihood;

  /** What is expected at a point. */
  public record Prediction(double mean, double variance) {}

  /**
   * A process that has seen {@code y} at {@code x}.
   *
   * @throws IllegalArgumentException where the covariance is not positive definite
   */
  public GaussianProcess(double[][] x, double[] y, boolean[] categorical, Hyper hyper) {
    this.x = x;
    this.hyper = hyper;
    this.kernel = new Matern(categorical, hyper.lengths());
    int n = y.length;
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
    DMatrixRMaj covariance = covariance();
    if (!cholesky.decompose(covariance)) {
      throw new IllegalArgumentException("covariance of " + n + " points is not positive definite");
    }
    this.factor = cholesky.getT(null).data;
    this.weights = y.clone();
    TriangularSolver_DDRM.solveL(factor, weights, n);
    double likelihood = -0.5 * n * LOG_2_PI;
    for (int i = 0; i < n; i++) {
      likelihood -= 0.5 * weights[i] * weights[i] + Math.log(factor[i * n + i]);
    }
    this.logLikelihood = likelihood;
    TriangularSolver_DDRM.solveTranL(factor, weights, n);
  }

  private DMatrixRMaj covariance() {
    int n = x.length;
    DMatrixRMaj matrix = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double k = hyper.variance() * kernel.at(x[i], x[j]);
        matrix.data[i * n + j] = k;
        matrix.data[j * n + i] = k;
      }
      matrix.data[i * n + i] = hyper.variance() + hyper.noise();
    }
    return matrix;
  }

  /** The function's value at a point, without noise. */
  public Prediction predict(double[] point) {
    int n = x.length;
    double[] k = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      k[i] = hyper.variance() * kernel.at(point, x[i]);
      mean += k[i] * weights[i];
    }
    TriangularSolver_DDRM.solveL(factor, k, n);
    double explained = 0;
    for (double v : k) {
      explained += v * v;
    }
    return new Prediction(mean, Math.max(hyper.variance() - explained, 1e-12 * hyper.variance()));
  }

  /** The function's expected value at a point. */
  public double mean(double[] point) {
    double mean = 0;
    for (int i = 0; i < x.length; i++) {
      mean += hyper.variance() * kernel.at(point, x[i]) * weights[i];
    }
    return mean;
  }

  /** Logarithm of the density of what was seen. */
  public double logLikelihood() {
    return logLikelihood;
  }

  /** What it assumes. */
  public Hyper hyper() {
    return hyper;
  }

  /** The points that it has seen. */
  public double[][] points() {
    return Arrays.copyOf(x, x.length);
  }
}
