package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Softmax and cross entropy of 'c' ordered logits [rows, classes]. */
public interface CrossEntropyKernel {
  /** A probability below this counts as this, as in Deeplearning4j's LossMCXENT. */
  double SMALLEST = 1e-10;

  /** Replaces logits by probabilities. */
  void softmax(INDArray logits);

  /**
   * Replaces logits by the gradient of the loss, probabilities - labels.
   *
   * @param labels 'c' ordered [rows, classes]
   * @param mask [rows, 1], a factor for each row; null for none
   * @return the loss, - sum over rows and classes of mask labels log(probability)
   */
  double lossAndGradient(INDArray logits, INDArray labels, INDArray mask);
}
