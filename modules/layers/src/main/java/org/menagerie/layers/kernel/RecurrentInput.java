package org.menagerie.layers.kernel;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A batch of sequences and how to walk them.
 *
 * @param x the inputs [N, C, T], any strides
 * @param mask 0 at padded steps and anything else at real ones [N, T]; null when all are real
 * @param initial the state before the first step; null for zeros
 * @param reverse whether to walk from the last step to the first
 */
public record RecurrentInput(INDArray x, INDArray mask, RecurrentState initial, boolean reverse) {
  /** Checks the mask's and the state's sizes. */
  public RecurrentInput {
    if (x.rank() != 3) {
      throw new IllegalArgumentException(
          "input must be [N, C, T], was " + Arrays.toString(x.shape()));
    }
    if (mask != null && !Arrays.equals(mask.shape(), new long[] {x.size(0), x.size(2)})) {
      throw new IllegalArgumentException(
          "mask must be [%d, %d], was %s"
              .formatted(x.size(0), x.size(2), Arrays.toString(mask.shape())));
    }
    if (initial != null && initial.output().size(0) != x.size(0)) {
      throw new IllegalArgumentException(
          "stored state is of %d examples, input has %d: clear the state between batches"
              .formatted(initial.output().size(0), x.size(0)));
    }
  }

  int batch() {
    return (int) x.size(0);
  }

  int steps() {
    return (int) x.size(2);
  }

  /** The time index of the {@code count}th step walked. */
  int position(int count) {
    return reverse ? steps() - 1 - count : count;
  }
}
