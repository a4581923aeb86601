package org.menagerie.layers.runtime;

/**
 * A layer that can write its small matrices into the same arrays in every pass.
 *
 * <p>These lie in no workspace. A graph takes them; a {@code MultiLayerNetwork} insists on arrays
 * in its workspaces.
 */
public interface KeepsArrays {
  /** Deeplearning4j's workspace of a training step's activations; others are not kept. */
  String WORKSPACE = "WS_ALL_LAYERS_ACT";

  /** From now on it does. */
  void keepArrays();
}
