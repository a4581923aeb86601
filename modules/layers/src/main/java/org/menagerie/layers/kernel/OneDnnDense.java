package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link DenseKernel} with bias and activation applied by oneDNN's matmul. */
final class OneDnnDense implements DenseKernel {
  private final Fused activation;
  private final Scratch savedOutput = new Scratch();
  private final Scratch gradient = new Scratch();
  private final Ones ones = new Ones();

  OneDnnDense(Fused activation) {
    this.activation = activation;
  }

  @Override
  public void forward(INDArray x, INDArray w, INDArray b, INDArray y, boolean training) {
    Matmul matmul =
        Matmul.dense(x.size(0), w.size(0), w.size(1), b != null, PostOps.of(activation));
    Address output = Address.of(y);
    matmul.run(Address.of(x), Address.of(w), b == null ? null : Address.of(b), output);
    if (training && activation != Fused.NONE) {
      // the next layer's dropout may write into y
      savedOutput.floats(y.length()).copyFrom(output, y.length());
    }
  }

  @Override
  public void backward(INDArray x, INDArray w, INDArray dy, INDArray dw, INDArray db, INDArray dx) {
    long rows = x.size(0);
    long in = w.size(0);
    long out = w.size(1);
    Address dz = Address.of(dy);
    if (activation != Fused.NONE) {
      dz = gradient.floats(dy.length());
      Address y = savedOutput.floats(dy.length());
      new OneDnnActivation(activation, dy.length()).gradient(y, Address.of(dy), dz);
    }
    // dW [in, out] in 'f' order is a row-major [out, in]
    OneDnn.gemm(true, false, out, in, rows, dz, out, Address.of(x), in, 0f, Address.of(dw), in);
    if (db != null) {
      ones.sumRows(rows, out, dz, Address.of(db));
    }
    OneDnn.gemm(false, false, rows, in, out, dz, out, Address.of(w), in, 0f, Address.of(dx), in);
  }
}
