package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Attention in plain ND4J operations, on any backend and in any floating type. */
final class Nd4jAttention implements AttentionKernel {
  private AttentionShape shape;
  private StepMask mask;
  private Dropping dropping = Dropping.NONE;
  private INDArray queries;
  private INDArray keys;
  private INDArray values;
  private INDArray probabilities;
  private INDArray context;

  @Override
  public void forward(
      AttentionShape newShape,
      Weights weights,
      INDArray x,
      StepMask newMask,
      Dropping newDropping,
      INDArray y) {
    shape = newShape;
    mask = newMask;
    dropping = newDropping;
    OutOfWorkspaces.run(() -> attend(weights, x, y));
  }

  private void attend(Weights weights, INDArray x, INDArray y) {
    INDArray qkv = x.mmul(weights.qkv()).addiRowVector(weights.qkvBias());
    mask.clearPadding(qkv);
    queries = heads(part(qkv, 0));
    keys = heads(part(qkv, 1));
    values = heads(part(qkv, 2));
    INDArray scores = Nd4j.matmul(queries, keys, false, true, false).muli(shape.scale());
    probabilities = RowSoftmax.of(biased(scores).reshape('c', -1, shape.steps()));
    probabilities = probabilities.reshape('c', squares());
    context = rows(Nd4j.matmul(dropped(), values));
    y.assign(context.mmul(weights.out()).addiRowVector(weights.outBias()));
  }

  @Override
  public void backward(Weights weights, INDArray x, INDArray dy, INDArray dx, Weights gradients) {
    gradients.out().assign(context.transpose().mmul(dy));
    gradients.outBias().assign(dy.sum(true, 0));
    INDArray output = heads(dy.mmul(weights.out().transpose()));
    INDArray qkv = Nd4j.create(x.dataType(), x.size(0), 3L * shape.width());
    part(qkv, 2).assign(rows(Nd4j.matmul(dropped(), output, true, false, false)));
    INDArray scores = scoresGradient(Nd4j.matmul(output, values, false, true, false));
    part(qkv, 0).assign(rows(Nd4j.matmul(scores, keys)));
    part(qkv, 1).assign(rows(Nd4j.matmul(scores, queries, true, false, false)));
    gradients.qkv().assign(x.transpose().mmul(qkv));
    gradients.qkvBias().assign(qkv.sum(true, 0));
    dx.assign(qkv.mmul(weights.qkv().transpose()));
  }

  @Override
  public INDArray attention() {
    INDArray real = mask.column(probabilities.dataType());
    // [N * T, H * T]: one row a query
    INDArray byQuery = probabilities.permute(0, 2, 1, 3).dup('c').reshape('c', real.length(), -1);
    long[] squares = squares();
    return byQuery
        .muliColumnVector(real)
        .reshape('c', squares[0], squares[2], squares[1], squares[3])
        .permute(0, 2, 1, 3)
        .dup('c');
  }

  /** The gradient of the scaled scores, P * (G - sum(P * G)), G being that of P. */
  private INDArray scoresGradient(INDArray droppedGradient) {
    INDArray flat = probabilities.reshape('c', -1, shape.steps());
    INDArray gradient = droppedGradient.dup('c');
    dropping.apply(gradient);
    gradient = gradient.reshape('c', -1, shape.steps());
    gradient.subiColumnVector(gradient.mul(flat).sum(true, 1));
    return gradient.muli(flat).muli(shape.scale()).reshape('c', squares());
  }

  private INDArray dropped() {
    if (dropping.isNone()) {
      return probabilities;
    }
    INDArray copy = probabilities.dup('c');
    dropping.apply(copy);
    return copy;
  }

  private INDArray biased(INDArray scores) {
    INDArray result = scores.dup('c');
    if (shape.causal()) {
      INDArray flat = result.reshape('c', -1, (long) shape.steps() * shape.steps());
      flat.addiRowVector(causalBias().castTo(result.dataType()));
    }
    if (!mask.isFull()) {
      // each sequence as a matrix [H * T, T] of rows that all miss the same keys
      INDArray bias = mask.column(result.dataType()).rsubi(1).muli(StepMask.MINUS_INFINITY);
      bias = bias.reshape('c', shape.sequences(), shape.steps());
      for (int n = 0; n < shape.sequences(); n++) {
        INDArray sequence = result.get(NDArrayIndex.point(n));
        sequence.reshape('c', -1, shape.steps()).addiRowVector(bias.getRow(n, true));
      }
    }
    return result;
  }

  private INDArray causalBias() {
    int steps = shape.steps();
    double[] bias = new double[steps * steps];
    for (int row = 0; row < steps; row++) {
      java.util.Arrays.fill(
          bias, row * steps + row + 1, (row + 1) * steps, StepMask.MINUS_INFINITY);
    }
    return Nd4j.createFromArray(bias).reshape(1, bias.length);
  }

  /** Queries (0), keys (1) or values (2) as a view. */
  private INDArray part(INDArray qkv, int which) {
    long width = shape.width();
    return qkv.get(NDArrayIndex.all(), NDArrayIndex.interval(which * width, (which + 1) * width));
  }

  // [N * T, H * S] -> [N, H, T, S]
  private INDArray heads(INDArray rows) {
    return rows.dup('c')
        .reshape('c', shape.sequences(), shape.steps(), shape.heads(), shape.headSize())
        .permute(0, 2, 1, 3)
        .dup('c');
  }

  // [N, H, T, S] -> [N * T, H * S]
  private INDArray rows(INDArray heads) {
    return heads.permute(0, 2, 1, 3).dup('c').reshape('c', shape.rows(), shape.width());
  }

  private long[] squares() {
    return new long[] {shape.sequences(), shape.heads(), shape.steps(), shape.steps()};
  }
}
