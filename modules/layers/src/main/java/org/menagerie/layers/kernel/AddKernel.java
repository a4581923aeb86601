package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** y = activation(a + b), elementwise on 'c' ordered arrays of one shape, and its gradient. */
public interface AddKernel {
  /** Computes y. */
  void forward(INDArray a, INDArray b, INDArray y);

  /** Computes the gradient of a + b, the same for both, from y and its gradient. */
  void backward(INDArray y, INDArray dy, INDArray dz);
}
