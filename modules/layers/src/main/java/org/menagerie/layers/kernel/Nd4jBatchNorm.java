package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link BatchNormKernel} in plain ND4J operations. */
final class Nd4jBatchNorm implements BatchNormKernel {
  private final double epsilon;
  private final Fused activation;
  private INDArray output;

  Nd4jBatchNorm(double epsilon, Fused activation) {
    if (activation != Fused.NONE && activation != Fused.RELU) {
      throw new IllegalArgumentException("activation must be NONE or RELU, was " + activation);
    }
    this.epsilon = epsilon;
    this.activation = activation;
  }

  @Override
  public void train(
      INDArray x, INDArray gamma, INDArray beta, INDArray mean, INDArray var, INDArray y) {
    INDArray rows = rows(x);
    mean.assign(rows.mean(0));
    var.assign(rows.var(false, 0));
    infer(x, gamma, beta, mean, var, y);
    if (activation != Fused.NONE) {
      output = Detached.copy(y, output); // the next layer's dropout may write into y
    }
  }

  @Override
  public void infer(
      INDArray x, INDArray gamma, INDArray beta, INDArray mean, INDArray var, INDArray y) {
    INDArray normalised = normalised(rows(x), mean, var);
    rows(y).assign(normalised.muliRowVector(gamma).addiRowVector(beta));
    Nd4jActivation.apply(activation, y);
  }

  @Override
  public void backward(
      BatchNormArrays forward, INDArray dy, INDArray dgamma, INDArray dbeta, INDArray dx) {
    INDArray dz = rows(Nd4jActivation.gradient(activation, output, dy));
    INDArray normalised = normalised(rows(forward.x()), forward.mean(), forward.var());
    long n = dz.size(0);
    dbeta.assign(dz.sum(0));
    dgamma.assign(dz.mul(normalised).sum(0));
    // dx = gamma / (n deviation) (n dz - sum dz - normalised sum(dz normalised))
    INDArray centred = dz.mul(n).subiRowVector(dbeta).subi(normalised.muliRowVector(dgamma));
    INDArray factor = forward.gamma().div(deviation(forward.var())).divi(n);
    rows(dx).assign(centred.muliRowVector(factor));
  }

  @Override
  public void backwardFixed(
      BatchNormArrays forward, INDArray dy, INDArray dgamma, INDArray dbeta, INDArray dx) {
    INDArray normalised = normalised(rows(forward.x()), forward.mean(), forward.var());
    INDArray y = normalised.mulRowVector(forward.gamma()).addiRowVector(forward.beta());
    // the sign of the argument is that of ReLU's value
    INDArray dz = Nd4jActivation.gradient(activation, y, rows(dy));
    dbeta.assign(dz.sum(0));
    dgamma.assign(dz.mul(normalised).sum(0));
    rows(dx).assign(dz.mulRowVector(forward.gamma().div(deviation(forward.var()))));
  }

  private INDArray normalised(INDArray rows, INDArray mean, INDArray var) {
    return rows.subRowVector(mean).diviRowVector(deviation(var));
  }

  private INDArray deviation(INDArray var) {
    return Transforms.sqrt(var.add(epsilon), false);
  }

  private static INDArray rows(INDArray array) {
    long channels = array.size(array.rank() - 1);
    return array.reshape('c', array.length() / channels, channels);
  }
}
