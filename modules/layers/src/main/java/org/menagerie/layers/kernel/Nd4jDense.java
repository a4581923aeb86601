package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link DenseKernel} in plain ND4J operations. */
final class Nd4jDense implements DenseKernel {
  private final Fused activation;
  private INDArray output;

  Nd4jDense(Fused activation) {
    this.activation = activation;
  }

  @Override
  public void forward(INDArray x, INDArray w, INDArray b, INDArray y, boolean training) {
    x.mmuli(w, y);
    if (b != null) {
      y.addiRowVector(b);
    }
    Nd4jActivation.apply(activation, y);
    if (training && activation != Fused.NONE) {
      output = Detached.copy(y, output); // the next layer's dropout may write into y
    }
  }

  @Override
  public void backward(INDArray x, INDArray w, INDArray dy, INDArray dw, INDArray db, INDArray dx) {
    INDArray dz = Nd4jActivation.gradient(activation, output, dy);
    dw.assign(x.transpose().mmul(dz));
    if (db != null) {
      db.assign(dz.sum(0));
    }
    dz.mmuli(w.transpose(), dx);
  }
}
