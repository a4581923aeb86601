package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Attention pooling in plain ND4J operations. */
final class Nd4jPoolingAttention implements PoolingAttentionKernel {
  private StepMask mask;
  private INDArray energies;
  private INDArray weights;

  @Override
  public void forward(Weights parameters, INDArray x, StepMask newMask, INDArray y) {
    mask = newMask;
    OutOfWorkspaces.run(() -> pool(parameters, x, y));
  }

  private void pool(Weights parameters, INDArray x, INDArray y) {
    energies = Transforms.tanh(x.mmul(parameters.in()).addiRowVector(parameters.bias()), false);
    INDArray real = bySequence(mask.column(x.dataType()));
    INDArray scores = bySequence(energies.mmul(parameters.query()));
    scores = scores.add(real.rsub(1).muli(StepMask.MINUS_INFINITY));
    // a sequence of padding alone would get equal weights
    weights = RowSoftmax.of(scores).muli(real);
    INDArray weighted = x.mulColumnVector(byStep(weights));
    y.assign(weighted.reshape('c', sequences(x)).sum(1));
  }

  @Override
  public void backward(
      Weights parameters, INDArray x, INDArray dy, INDArray dx, Weights gradients) {
    INDArray repeated = Nd4j.createUninitialized(x.dataType(), sequences(x));
    for (int t = 0; t < mask.steps(); t++) {
      repeated.slice(t, 1).assign(dy);
    }
    repeated = repeated.reshape('c', x.shape());
    INDArray score = bySequence(repeated.mul(x).sum(true, 1));
    score.subiColumnVector(score.mul(weights).sum(true, 1));
    INDArray column = byStep(score.muli(weights));
    gradients.query().assign(energies.transpose().mmul(column));
    INDArray energy = column.mmul(parameters.query().transpose());
    energy.muli(energies.mul(energies).rsubi(1));
    gradients.in().assign(x.transpose().mmul(energy));
    gradients.bias().assign(energy.sum(true, 0));
    dx.assign(repeated.muliColumnVector(byStep(weights)));
    dx.addi(energy.mmul(parameters.in().transpose()));
  }

  @Override
  public INDArray attention() {
    return weights.dup('c');
  }

  private INDArray bySequence(INDArray column) {
    return column.dup('c').reshape('c', mask.sequences(), mask.steps());
  }

  private static INDArray byStep(INDArray matrix) {
    return matrix.dup('c').reshape('c', matrix.length(), 1);
  }

  private long[] sequences(INDArray x) {
    return new long[] {mask.sequences(), mask.steps(), x.size(1)};
  }
}
