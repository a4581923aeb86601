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
    // the derivative of GELU needs its argument; in every other case f overwrites it
    boolean derived = training && hidden == Hidden.GELU;
    argument = derived ? argumentMemory.floats(rows * width) : activations;
    PostOps fused = hidden == Hidden.GELU ? PostOps.GELU_ERF : PostOps.RELU;
    Matmul.dense(rows, x.size(1), width, true, derived ? PostOps.NONE : fused)
        .run(Address.of(x), Address.of(weights.in()), Address.of(weights.inBias()), argument);
    if (derived) {
      new OneDnnGelu(rows * width).forward(argument, activations);
    }
    dropping.apply(activations, 0, rows * width);
    Matmul.dense(rows, width, y.size(1), true, PostOps.NONE)
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
