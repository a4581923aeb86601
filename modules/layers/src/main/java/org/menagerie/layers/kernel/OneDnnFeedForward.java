package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The feed-forward network through oneDNN, bias and activation inside the products. */
final class OneDnnFeedForward implements FeedForwardKernel {
  private final OneDnnLinear linear = new OneDnnLinear();
  private final Scratch argumentMemory = new Scratch();
  private final Scratch hiddenMemory = new Scratch();
  private Address argument;
  private Address activations;
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
    long rows = x.size(0);
    long width = weights.in().size(1);
    activations = hiddenMemory.floats(rows * width);
    boolean derived = training && hidden == Hidden.GELU;
    // the derivative of GELU needs its argument; every other result can overwrite it
    Address first = derived ? argumentMemory.floats(rows * width) : activations;
    Matmul.dense(rows, x.size(1), width, true, derived ? Matmul.PostOp.NONE : fused(hidden))
        .run(Address.of(x), Address.of(weights.in()), Address.of(weights.inBias()), first);
    if (derived) {
      argument = first;
      new OneDnnGelu(rows * width).forward(argument, activations);
    }
    dropping.apply(activations, 0, rows * width);
    Matmul.dense(rows, width, y.size(1), true, Matmul.PostOp.NONE)
        .run(activations, Address.of(weights.out()), Address.of(weights.outBias()), Address.of(y));
  }

  @Override
  public void backward(
      Weights weights, Hidden hidden, INDArray x, INDArray dy, INDArray dx, Weights gradients) {
    long rows = x.size(0);
    long width = weights.in().size(1);
    Address out = Address.of(dy);
    linear.gradients(
        rows,
        width,
        dy.size(1),
        activations,
        out,
        Address.of(gradients.out()),
        Address.of(gradients.outBias()));
    Address gradient = Workspace.ofThread().memory().floats(rows * width);
    OneDnnLinear.inputGradient(rows, width, dy.size(1), out, Address.of(weights.out()), gradient);
    dropping.apply(gradient, 0, rows * width);
    if (hidden == Hidden.GELU) {
      new OneDnnGelu(rows * width).gradient(argument, gradient);
    } else {
      new OneDnnActivation(Fused.RELU, rows * width).gradient(activations, gradient, gradient);
    }
    linear.gradients(
        rows,
        x.size(1),
        width,
        Address.of(x),
        gradient,
        Address.of(gradients.in()),
        Address.of(gradients.inBias()));
    OneDnnLinear.inputGradient(
        rows, x.size(1), width, gradient, Address.of(weights.in()), Address.of(dx));
  }

  private static Matmul.PostOp fused(Hidden hidden) {
    return hidden == Hidden.GELU ? Matmul.PostOp.GELU_ERF : Matmul.PostOp.RELU;
  }

  /** A buffer that lives within one call, shared by all such layers of a thread. */
  private record Workspace(Scratch memory) implements AutoCloseable {
    private record Key() {}

    static Workspace ofThread() {
      return OneDnn.cached(new Key(), Workspace.class, key -> new Workspace(new Scratch()));
    }

    @Override
    public void close() {}
  }
}
