package org.menagerie.layers.runtime;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The input of layers that take images [batch, height, width, channels]. */
final class Images {
  private Images() {}

  /** The input as the kernels want it; refuses other ranks and numbers of channels. */
  static INDArray of(
      INDArray input,
      long channels,
      DataType type,
      ArrayType copy,
      LayerWorkspaceMgr workspaces,
      String layer) {
    if (input.rank() != 4 || input.size(3) != channels) {
      throw new DL4JInvalidInputException(
          "input must be [batch, height, width, %d], was %s in %s"
              .formatted(channels, Arrays.toString(input.shape()), layer));
    }
    return Ordered.of(input, type, copy, workspaces);
  }
}
