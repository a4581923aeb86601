package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link AddKernel} in plain ND4J operations. */
record Nd4jAdd(Fused activation) implements AddKernel {
  @Override
  public void forward(INDArray a, INDArray b, INDArray y) {
    a.addi(b, y);
    Nd4jActivation.apply(activation, y);
  }

  @Override
  public void backward(INDArray y, INDArray dy, INDArray dz) {
    dz.assign(Nd4jActivation.gradient(activation, y, dy));
  }
}
