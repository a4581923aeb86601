package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link ConvolutionKernel} on NHWC arrays through oneDNN. */
final class OneDnnConvolution implements ConvolutionKernel {
  private final Fused activation;
  private final Scratch weights = new Scratch();
  private final Scratch savedOutput = new Scratch();
  private final Scratch gradient = new Scratch();

  OneDnnConvolution(Fused activation) {
    this.activation = activation;
  }

  @Override
  public void forward(
      ImageShape shape, INDArray x, INDArray w, INDArray b, INDArray y, boolean training) {
    ConvolutionPlan plan = new ConvolutionPlan.Forward(shape, b != null, activation).plan();
    Address reordered = weights.bytes(plan.weightBytes());
    Address output = Address.of(y);
    plan.reorder().run(Address.of(w), reordered);
    if (b == null) {
      plan.arithmetic().run(Address.of(x), reordered, output);
    } else {
      plan.arithmetic().run(Address.of(x), reordered, output, Address.of(b));
    }
    if (training && activation != Fused.NONE) {
      // the next layer's dropout may write into y
      savedOutput.floats(y.length()).copyFrom(output, y.length());
    }
  }

  @Override
  public void backward(
      ImageShape shape,
      INDArray x,
      INDArray w,
      INDArray dy,
      INDArray dw,
      INDArray db,
      INDArray dx) {
    Address dz = Address.of(dy);
    if (activation != Fused.NONE) {
      dz = gradient.floats(dy.length());
      Address y = savedOutput.floats(dy.length());
      new OneDnnActivation(activation, dy.length()).gradient(y, Address.of(dy), dz);
    }
    backwardWeights(shape, x, dz, dw, db);
    if (dx != null) {
      backwardData(shape, w, dz, dx);
    }
  }

  private void backwardData(ImageShape shape, INDArray w, Address dz, INDArray dx) {
    ConvolutionPlan plan = new ConvolutionPlan.BackwardData(shape).plan();
    Address reordered = weights.bytes(plan.weightBytes());
    plan.reorder().run(Address.of(w), reordered);
    plan.arithmetic().run(Address.of(dx), reordered, dz);
  }

  private void backwardWeights(ImageShape shape, INDArray x, Address dz, INDArray dw, INDArray db) {
    ConvolutionPlan plan = new ConvolutionPlan.BackwardWeights(shape, db != null).plan();
    Address reordered = weights.bytes(plan.weightBytes());
    if (db == null) {
      plan.arithmetic().run(Address.of(x), reordered, dz);
    } else {
      plan.arithmetic().run(Address.of(x), reordered, dz, Address.of(db));
    }
    plan.reorder().run(reordered, Address.of(dw));
  }
}
