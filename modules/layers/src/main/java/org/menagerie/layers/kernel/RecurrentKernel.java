package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One direction of a recurrent layer over a batch of sequences.
 *
 * <p>A kernel keeps what its backward pass needs, so every layer instance has its own; it is not
 * safe for use by two threads at once. A masked step leaves the state as it was, gives an output of
 * 0 and takes no gradient, so padding before, after or between real steps changes nothing.
 */
public interface RecurrentKernel {
  /**
   * Runs over all steps.
   *
   * @param input the batch and where to start from
   * @param weights the cell's parameters; they must not change until {@link #backward}
   * @param training whether a backward pass may follow
   * @param out the outputs [N, H, T], written
   */
  void forward(RecurrentInput input, RecurrentWeights weights, boolean training, INDArray out);

  /** The state after the last step of the last forward pass, outside all workspaces. */
  RecurrentState last();

  /**
   * Runs back over the last training pass, which it uses up.
   *
   * @param epsilon the loss's gradient with respect to the outputs [N, H, T]
   * @param steps how many steps to go back, at least 1 (truncated back-propagation); more than T is
   *     T
   * @param gradients the parameters' gradients, overwritten
   * @param dx the loss's gradient with respect to the inputs [N, C, T], overwritten
   * @throws IllegalStateException if no training pass was run since the last call
   */
  void backward(INDArray epsilon, int steps, RecurrentWeights gradients, INDArray dx);
}
