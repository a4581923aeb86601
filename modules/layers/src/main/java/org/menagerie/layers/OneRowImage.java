package org.menagerie.layers;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Reads a sequence as an image of one row, [N, F, T] -> [N, 1, T, F], and features as one of one
 * channel, [N, F] -> [N, 1, F, 1]. Masks end here: padding is read as the zeros that it holds, and
 * a batch of fewer steps as if it were padded with zeros.
 */
public final class OneRowImage implements InputPreProcessor {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final long steps; // 0 for features
  // steps of this thread's batch, from the forward to the backward pass
  private final transient ThreadLocal<Long> length = new ThreadLocal<>();

  private OneRowImage(@JsonProperty("steps") long steps) {
    this.steps = steps;
  }

  /** For features [N, F]. */
  public static OneRowImage ofFeatures() {
    return new OneRowImage(0);
  }

  /** For sequences [N, F, T] of at most the given steps; the image is as wide as they are many. */
  public static OneRowImage ofSteps(long most) {
    return new OneRowImage(Checks.atLeast(most, 1, "steps"));
  }

  @Override
  public INDArray preProcess(INDArray input, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    if (input.rank() != (steps > 0 ? 3 : 2)) {
      throw new IllegalArgumentException(
          "input must be %s, was %s"
              .formatted(
                  steps > 0 ? "[batch, features, steps]" : "[batch, features]",
                  Arrays.toString(input.shape())));
    }
    if (steps == 0) {
      INDArray row = workspaces.dup(ArrayType.ACTIVATIONS, input, 'c');
      return row.reshape('c', row.size(0), 1, row.size(1), 1);
    }
    if (input.size(2) > steps) {
      throw new IllegalArgumentException(
          "steps must be at most %d, were %d".formatted(steps, input.size(2)));
    }
    length.set(input.size(2));
    long[] shape = {input.size(0), steps, input.size(1)};
    INDArray row = workspaces.create(ArrayType.ACTIVATIONS, input.dataType(), shape, 'c');
    if (input.size(2) < steps) {
      row.assign(0);
    }
    first(input.size(2), row).assign(input.permute(0, 2, 1));
    return row.reshape('c', shape[0], 1, steps, shape[2]);
  }

  @Override
  public INDArray backprop(INDArray output, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    if (steps == 0) {
      INDArray row = workspaces.dup(ArrayType.ACTIVATION_GRAD, output, 'c');
      return row.reshape('c', row.size(0), row.size(2));
    }
    INDArray row = output.dup('c').reshape('c', output.size(0), steps, output.size(3));
    INDArray byStep = workspaces.dup(ArrayType.ACTIVATION_GRAD, first(length.get(), row), 'c');
    return byStep.permute(0, 2, 1);
  }

  // [N, steps, F]: the first steps alone
  private static INDArray first(long n, INDArray row) {
    return row.get(NDArrayIndex.all(), NDArrayIndex.interval(0, n), NDArrayIndex.all());
  }

  // a transient field is null in a copy that Java's serialization read
  private Object readResolve() {
    return new OneRowImage(steps);
  }

  @Override
  public InputType getOutputType(InputType inputType) {
    if (steps > 0 && inputType instanceof InputType.InputTypeRecurrent sequence) {
      return InputType.convolutional(1, steps, sequence.getSize(), CNN2DFormat.NHWC);
    } else if (steps == 0 && inputType instanceof InputType.InputTypeFeedForward features) {
      return InputType.convolutional(1, features.getSize(), 1, CNN2DFormat.NHWC);
    }
    throw new IllegalArgumentException(
        "an image of one row is made of %s, was given %s"
            .formatted(steps > 0 ? "steps" : "features", inputType));
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
    return new Pair<>(null, currentMaskState);
  }

  @Override
  public OneRowImage clone() {
    return new OneRowImage(steps);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OneRowImage that && steps == that.steps;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(steps);
  }
}
