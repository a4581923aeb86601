package org.menagerie.layers.runtime;

import java.util.Arrays;
import java.util.function.Supplier;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Refuses arrays of other shapes than a layer was made for.
 *
 * <p>Kernels take a layer's sizes at their word: an array of others would have them read and write
 * memory that is not its own. So every array from outside of a layer comes through here first. The
 * layer's name is asked for only where it is needed, since these checks are made in every step.
 */
final class Shapes {
  private Shapes() {}

  /** Refuses an array whose second axis does not have this many features. */
  static void requireFeatures(INDArray array, long features, Supplier<String> layer) {
    if (array.size(1) != features) {
      throw new DL4JInvalidInputException(
          "features must be %d, was %d in %s".formatted(features, array.size(1), layer.get()));
    }
  }

  /** Refuses what has no axes of features and steps. */
  static void requireSequence(INDArray array, Supplier<String> layer) {
    if (array.rank() != 3) {
      throw new DL4JInvalidInputException(
          "input must be a sequence of rank 3, was %s in %s"
              .formatted(Arrays.toString(array.shape()), layer.get()));
    }
  }

  /** Refuses a mask that is not [sequences, steps]; takes null for every step being real. */
  static void requireMask(INDArray mask, long sequences, long steps, Supplier<String> layer) {
    if (mask != null) {
      require("mask", mask, layer, sequences, steps);
    }
  }

  /** Refuses an array of another shape. */
  static void require(String name, INDArray array, Supplier<String> layer, long... shape) {
    if (!Arrays.equals(array.shape(), shape)) {
      throw new DL4JInvalidInputException(
          "%s must have shape %s, was %s in %s"
              .formatted(
                  name, Arrays.toString(shape), Arrays.toString(array.shape()), layer.get()));
    }
  }
}
