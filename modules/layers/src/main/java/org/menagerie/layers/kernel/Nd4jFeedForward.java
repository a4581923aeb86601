package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The feed-forward network in plain ND4J operations. */
final class Nd4jFeedForward implements FeedForwardKernel {
  private INDArray argument;
  private INDArray activations;
  private Dropping dropping = Dropping.NONE;

  @Override
  public void forward(
      Weights weights,
      Hidden hidden,
      INDArray x,
      Dropping newDropping,
      boolean training,
      INDArray y) {
    dropping = newDropping;
    OutOfWorkspaces.run(() -> compute(weights, hidden, x, y));
  }

  private void compute(Weights weights, Hidden hidden, INDArray x, INDArray y) {
    argument = x.mmul(weights.in()).addiRowVector(weights.inBias());
    activations =
        (hidden == Hidden.GELU ? Gelu.of(argument) : Transforms.relu(argument, true)).dup('c');
    dropping.apply(activations);
    y.assign(activations.mmul(weights.out()).addiRowVector(weights.outBias()));
  }

  @Override
  public void backward(
      Weights weights, Hidden hidden, INDArray x, INDArray dy, INDArray dx, Weights gradients) {
    gradients.out().assign(activations.transpose().mmul(dy));
    gradients.outBias().assign(dy.sum(true, 0));
    INDArray gradient = dy.mmul(weights.out().transpose()).dup('c');
    dropping.apply(gradient);
    gradient.muli(
        hidden == Hidden.GELU
            ? Gelu.derivative(argument)
            : argument.gt(0).castTo(gradient.dataType()));
    gradients.in().assign(x.transpose().mmul(gradient));
    gradients.inBias().assign(gradient.sum(true, 0));
    dx.assign(gradient.mmul(weights.in().transpose()));
  }
}
