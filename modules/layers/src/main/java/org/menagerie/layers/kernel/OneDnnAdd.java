package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link AddKernel} in one pass through oneDNN. */
record OneDnnAdd(Fused activation) implements AddKernel {
  @Override
  public void forward(INDArray a, INDArray b, INDArray y) {
    new Sum(activation, y.length()).run(Address.of(a), Address.of(b), Address.of(y));
  }

  @Override
  public void backward(INDArray y, INDArray dy, INDArray dz) {
    if (activation == Fused.NONE) {
      Address.of(dz).copyFrom(Address.of(dy), dy.length());
    } else {
      new OneDnnActivation(activation, dy.length())
          .gradient(Address.of(y), Address.of(dy), Address.of(dz));
    }
  }
}
