package org.menagerie.layers;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Reads an example of any rank as one flat row: [n, a, b, ...] -> [n, a b ...], last dimension
 * fastest. Masks end here: padding is read as the zeros that it holds.
 */
public final class Flatten implements InputPreProcessor {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final long[] shape;

  /** For examples of the given shape, without the batch. */
  public Flatten(@JsonProperty("shape") long... shape) {
    this.shape = shape.clone();
  }

  @Override
  public INDArray preProcess(INDArray input, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    INDArray rows = workspaces.dup(ArrayType.ACTIVATIONS, input, 'c');
    return rows.reshape('c', input.size(0), size());
  }

  @Override
  public INDArray backprop(INDArray output, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    long[] full = new long[shape.length + 1];
    full[0] = output.size(0);
    System.arraycopy(shape, 0, full, 1, shape.length);
    return workspaces.dup(ArrayType.ACTIVATION_GRAD, output, 'c').reshape('c', full);
  }

  @Override
  public InputType getOutputType(InputType inputType) {
    return InputType.feedForward(size());
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
    return new Pair<>(null, currentMaskState);
  }

  @Override
  public InputPreProcessor clone() {
    return new Flatten(shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Flatten f && Arrays.equals(f.shape, shape);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shape);
  }

  private long size() {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }
}
