package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a recurrent cell, or their gradients, in Deeplearning4j's 'f' order.
 *
 * @param input input weights [C, G H], one block of H columns a gate
 * @param recurrent recurrent weights [H, G H]
 * @param bias one value a gate and unit: [4 H] for both cells
 */
public record RecurrentWeights(INDArray input, INDArray recurrent, INDArray bias) {
  /** The number of inputs, C. */
  int inputs() {
    return (int) input.size(0);
  }

  /** The number of units, H. */
  int hidden() {
    return (int) recurrent.size(0);
  }
}
