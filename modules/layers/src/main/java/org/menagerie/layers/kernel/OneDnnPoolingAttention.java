package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Attention pooling: products through oneDNN, the softmax over steps in Java. */
final class OneDnnPoolingAttention implements PoolingAttentionKernel {
  private final OneDnnLinear linear = new OneDnnLinear();
  private final Scratch memory = new Scratch();
  private final Scratch gradientMemory = new Scratch();
  private StepMask mask;
  private Address energies;
  private Address weight;
  private float[] weights = {};

  @Override
  public void forward(Weights parameters, INDArray x, StepMask newMask, INDArray y) {
    mask = newMask;
    long rows = x.size(0);
    long features = x.size(1);
    long size = parameters.in().size(1);
    energies = memory.floats(rows * (size + 1));
    weight = energies.plus(rows * size);
    Address in = Address.of(x);
    Matmul.dense(rows, features, size, true, PostOps.TANH)
        .run(in, Address.of(parameters.in()), Address.of(parameters.bias()), energies);
    OneDnn.gemm(
        false,
        false,
        rows,
        1,
        size,
        energies,
        size,
        Address.of(parameters.query()),
        1,
        0f,
        weight,
        1);
    weights = new float[mask.rows()];
    weight.get(weights, 0, weights.length);
    for (int n = 0; n < mask.sequences(); n++) {
      softmax(n * mask.steps(), (n + 1) * mask.steps());
    }
    weight.put(weights, 0, weights.length);
    Address out = Address.of(y);
    long steps = mask.steps();
    for (int n = 0; n < mask.sequences(); n++) {
      OneDnn.gemm(
          false,
          false,
          1,
          features,
          steps,
          weight.plus(n * steps),
          steps,
          in.plus(n * steps * features),
          features,
          0f,
          out.plus(n * features),
          features);
    }
  }

  @Override
  public void backward(
      Weights parameters, INDArray x, INDArray dy, INDArray dx, Weights gradients) {
    long rows = x.size(0);
    long features = x.size(1);
    long size = parameters.in().size(1);
    Address in = Address.of(x);
    Address dIn = Address.of(dx);
    Address energy = gradientMemory.floats(rows * (size + 1));
    Address score = energy.plus(rows * size);
    throughMean(in, Address.of(dy), features, dIn, score);
    scoreGradient(score);
    OneDnn.gemm(
        false,
        false,
        1,
        size,
        rows,
        score,
        rows,
        energies,
        size,
        0f,
        Address.of(gradients.query()),
        size);
    OneDnn.gemm(
        false,
        false,
        rows,
        size,
        1,
        score,
        1,
        Address.of(parameters.query()),
        size,
        0f,
        energy,
        size);
    new OneDnnActivation(Fused.TANH, rows * size).gradient(energies, energy, energy);
    linear.gradients(
        rows, features, size, in, energy, Address.of(gradients.in()), Address.of(gradients.bias()));
    OneDnn.gemm(
        false,
        false,
        rows,
        features,
        size,
        energy,
        size,
        Address.of(parameters.in()),
        features,
        1f,
        dIn,
        features);
  }

  @Override
  public INDArray attention() {
    return Nd4j.createFromArray(weights).reshape('c', mask.sequences(), mask.steps());
  }

  /** dX = weight * dY, and the gradient of each weight, x . dY, sequence by sequence. */
  private void throughMean(Address in, Address out, long features, Address dIn, Address score) {
    long steps = mask.steps();
    for (int n = 0; n < mask.sequences(); n++) {
      Address gradient = out.plus(n * features);
      OneDnn.gemm(
          false,
          false,
          steps,
          features,
          1,
          weight.plus(n * steps),
          1,
          gradient,
          features,
          0f,
          dIn.plus(n * steps * features),
          features);
      OneDnn.gemm(
          false,
          false,
          steps,
          1,
          features,
          in.plus(n * steps * features),
          features,
          gradient,
          1,
          0f,
          score.plus(n * steps),
          1);
    }
  }

  /** The softmax's gradient, in place: w * (g - sum(w * g)). */
  private void scoreGradient(Address score) {
    float[] gradient = new float[weights.length];
    score.get(gradient, 0, gradient.length);
    int steps = mask.steps();
    for (int from = 0; from < gradient.length; from += steps) {
      double sum = 0;
      for (int row = from; row < from + steps; row++) {
        sum += weights[row] * gradient[row];
      }
      for (int row = from; row < from + steps; row++) {
        gradient[row] = (float) (weights[row] * (gradient[row] - sum));
      }
    }
    score.put(gradient, 0, gradient.length);
  }

  private void softmax(int from, int to) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int row = from; row < to; row++) {
      largest = mask.isReal(row) ? Math.max(largest, weights[row]) : largest;
    }
    double sum = 0;
    for (int row = from; row < to; row++) {
      weights[row] = mask.isReal(row) ? (float) Math.exp(weights[row] - largest) : 0f;
      sum += weights[row];
    }
    for (int row = from; row < to; row++) {
      weights[row] = sum == 0 ? 0f : (float) (weights[row] / sum);
    }
  }
}
