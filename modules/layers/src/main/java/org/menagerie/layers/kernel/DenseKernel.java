package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * y = activation(x W + b) and its gradients.
 *
 * <p>Matrices hold one example (or step) a row, in 'c' order: x [rows, in], y [rows, out]; W [in,
 * out] and its gradient are 'f' ordered, as Deeplearning4j's parameter views are; b is null for a
 * layer without bias. A kernel keeps what its backward pass needs and belongs to one layer.
 */
public interface DenseKernel {
  /** Computes y; {@code training} says that a backward pass may follow. */
  void forward(INDArray x, INDArray w, INDArray b, INDArray y, boolean training);

  /** Computes dW, db (null without a bias) and dx from the gradient of the last forward's y. */
  void backward(INDArray x, INDArray w, INDArray dy, INDArray dw, INDArray db, INDArray dx);
}
