package org.menagerie.layers.runtime;

import java.util.Arrays;
import java.util.function.Supplier;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.kernel.ImageShape;
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
      Supplier<String> layer) {
    if (input.rank() != 4 || input.size(3) != channels) {
      throw new DL4JInvalidInputException(
          "input must be [batch, height, width, %d], was %s in %s"
              .formatted(channels, Arrays.toString(input.shape()), layer.get()));
    }
    return Ordered.of(input, type, copy, workspaces);
  }

  /** The shape of the output; refuses images that the windows do not fit into. */
  static long[] output(ImageShape shape, Supplier<String> layer) {
    try {
      return shape.output();
    } catch (IllegalArgumentException e) {
      throw new DL4JInvalidInputException(e.getMessage() + " in " + layer.get(), e);
    }
  }
}
