package org.menagerie.layers;

import org.nd4j.linalg.api.blas.Level1;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Deeplearning4j's L2 penalty, half the coefficient times the sum of squared parameters, computed
 * by two calls of BLAS.
 *
 * <p>The stock one makes ten native objects for each parameter array in each training step, which
 * is a third of all that a step of a small network makes. Goodfellow, Bengio and Courville, "Deep
 * Learning", 7.1.1.
 */
public final class FastL2 extends L2Regularization {
  private static final long serialVersionUID = 1;

  /** A penalty with a constant coefficient, at least 0. */
  public FastL2(double coefficient) {
    this(new FixedSchedule(Checks.notNegative(coefficient, "coefficient")));
  }

  /** A penalty with a scheduled coefficient. */
  public FastL2(@JsonProperty("l2") ISchedule l2) {
    super(l2);
  }

  @Override
  public void apply(INDArray parameters, INDArray gradient, double rate, int iteration, int epoch) {
    boolean alike = isDense(gradient) && parameters.ordering() == gradient.ordering();
    if (alike && isDense(parameters)) {
      blas().axpy(parameters.length(), l2.valueAt(iteration, epoch), parameters, gradient);
    } else {
      super.apply(parameters, gradient, rate, iteration, epoch);
    }
  }

  @Override
  public double score(INDArray parameters, int iteration, int epoch) {
    if (!isDense(parameters)) {
      return super.score(parameters, iteration, epoch);
    }
    double squares = blas().dot(parameters.length(), 1, parameters, parameters);
    return 0.5 * l2.valueAt(iteration, epoch) * squares;
  }

  @Override
  public FastL2 clone() {
    return new FastL2(l2.clone());
  }

  private static boolean isDense(INDArray array) {
    return array.elementWiseStride() == 1;
  }

  private static Level1 blas() {
    return Nd4j.getBlasWrapper().level1();
  }
}
