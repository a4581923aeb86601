package org.menagerie.layers.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Sets a layer's parameters from one vector, in the order of its memory. */
final class FlatParameters {
  private FlatParameters() {}

  /**
   * Copies a vector to a layer's view.
   *
   * <p>Deeplearning4j's BaseLayer takes every parameter for 'f' ordered, which scrambles tables and
   * convolution weights.
   *
   * @throws IllegalArgumentException for a vector of another length
   */
  static void assign(INDArray given, INDArray view, String layer) {
    if (given == view) {
      return;
    }
    if (given.length() != view.length()) {
      throw new IllegalArgumentException(
          "parameters must be %d, were %d %s".formatted(view.length(), given.length(), layer));
    }
    view.assign(given.reshape(view.shape()));
  }
}
