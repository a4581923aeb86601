package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Softmax of the rows of a matrix in plain ND4J operations. */
final class RowSoftmax {
  private RowSoftmax() {}

  /**
   * Turns scores into probabilities, in place.
   *
   * <p>ND4J's own softmax gives NaN for a row of nothing but large negative numbers, which is what
   * a row of masked scores is.
   */
  static INDArray of(INDArray scores) {
    scores.subiColumnVector(scores.max(true, 1));
    Transforms.exp(scores, false);
    return scores.diviColumnVector(scores.sum(true, 1));
  }
}
