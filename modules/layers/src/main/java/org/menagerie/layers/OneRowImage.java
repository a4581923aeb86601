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
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Reads a sequence as an image of one row, [N, F, T] -> [N, 1, T, F], and features as one of one
 * channel, [N, F] -> [N, 1, F, 1]. Masks end here: padding is read as the zeros that it holds.
 */
public final class OneRowImage implements InputPreProcessor {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final boolean steps;

  private OneRowImage(@JsonProperty("steps") boolean steps) {
    this.steps = steps;
  }

  /** For features [N, F]. */
  public static OneRowImage ofFeatures() {
    return new OneRowImage(false);
  }

  /** For sequences [N, F, T]. */
  public static OneRowImage ofSteps() {
    return new OneRowImage(true);
  }

  @Override
  public INDArray preProcess(INDArray input, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    if (input.rank() != (steps ? 3 : 2)) {
      throw new IllegalArgumentException(
          "input must be %s, was %s"
              .formatted(
                  steps ? "[batch, features, steps]" : "[batch, features]",
                  Arrays.toString(input.shape())));
    }
    // [N, F] -> [N, F, 1]: every feature is a step of one value
    INDArray byStep = steps ? input.permute(0, 2, 1) : input.reshape(input.size(0), -1, 1);
    INDArray row = workspaces.dup(ArrayType.ACTIVATIONS, byStep, 'c');
    return row.reshape('c', row.size(0), 1, row.size(1), row.size(2));
  }

  @Override
  public INDArray backprop(INDArray output, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    INDArray row = workspaces.dup(ArrayType.ACTIVATION_GRAD, output, 'c');
    INDArray byStep = row.reshape('c', row.size(0), row.size(2), row.size(3));
    return steps ? byStep.permute(0, 2, 1) : byStep.reshape('c', byStep.size(0), byStep.size(1));
  }

  @Override
  public InputType getOutputType(InputType inputType) {
    if (steps && inputType instanceof InputType.InputTypeRecurrent sequence) {
      return InputType.convolutional(
          1, sequence.getTimeSeriesLength(), sequence.getSize(), CNN2DFormat.NHWC);
    } else if (!steps && inputType instanceof InputType.InputTypeFeedForward features) {
      return InputType.convolutional(1, features.getSize(), 1, CNN2DFormat.NHWC);
    }
    throw new IllegalArgumentException(
        "an image of one row is made of %s, was given %s"
            .formatted(steps ? "steps" : "features", inputType));
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
    return Boolean.hashCode(steps);
  }
}
