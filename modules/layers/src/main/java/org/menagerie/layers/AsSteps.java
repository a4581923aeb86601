package org.menagerie.layers;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Reads examples without time as sequences: [n, a, b, ...] -> [n, features, steps].
 *
 * <p>The values of an example, last dimension fastest, are cut into steps of {@code features}
 * values each, the last one filled up with zeros. An image [n, height, width, channels] becomes its
 * rows in time with {@code features} = width x channels.
 */
public final class AsSteps implements InputPreProcessor {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final long features;
  @JsonProperty private final long[] shape;

  /** For examples of the given shape, without the batch; {@code features} values are one step. */
  public AsSteps(@JsonProperty("features") long features, @JsonProperty("shape") long... shape) {
    this.features = Checks.atLeast(features, 1, "features of a step");
    this.shape = Checks.shape(shape, "shape of an example");
  }

  @Override
  public INDArray preProcess(INDArray input, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    Inputs.requireValues("AsSteps", input, shape);
    long[] folded = {input.size(0), steps(), features};
    if (values() == steps() * features) {
      return workspaces
          .dup(ArrayType.ACTIVATIONS, input, 'c')
          .reshape('c', folded)
          .permute(0, 2, 1);
    }
    INDArray filled = workspaces.create(ArrayType.ACTIVATIONS, input.dataType(), folded, 'c');
    INDArray rows = input.dup('c').reshape('c', input.size(0), values());
    cells(filled).assign(rows);
    return filled.permute(0, 2, 1);
  }

  @Override
  public INDArray backprop(INDArray output, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    long[] full = new long[shape.length + 1];
    full[0] = output.size(0);
    System.arraycopy(shape, 0, full, 1, shape.length);
    INDArray folded = output.permute(0, 2, 1).dup('c'); // [n, steps, features]
    return workspaces.dup(ArrayType.ACTIVATION_GRAD, cells(folded), 'c').reshape('c', full);
  }

  // the values of [n, steps, features] as [n, values], without what fills up the last step
  private INDArray cells(INDArray folded) {
    return folded
        .reshape('c', folded.size(0), steps() * features)
        .get(NDArrayIndex.all(), NDArrayIndex.interval(0, values()));
  }

  private long values() {
    return Inputs.values(shape);
  }

  private long steps() {
    return (values() - 1) / features + 1;
  }

  @Override
  public InputType getOutputType(InputType inputType) {
    Inputs.requireValues("AsSteps", inputType, shape);
    return InputType.recurrent(features, steps());
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
    return new Pair<>(maskArray, currentMaskState);
  }

  @Override
  public InputPreProcessor clone() {
    return new AsSteps(features, shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AsSteps that
        && that.features == features
        && Arrays.equals(that.shape, shape);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Long.hashCode(features);
  }
}
