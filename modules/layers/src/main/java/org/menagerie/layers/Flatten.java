package org.menagerie.layers;

import java.util.Arrays;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Reads an example of any rank as one flat row: [n, a, b, ...] -> [n, a b ...], last dimension
 * fastest. Masks end here: padding is read as the zeros that it holds, and a batch of sequences [n,
 * features, steps] of fewer steps as if it were padded with zeros.
 */
public final class Flatten implements InputPreProcessor {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final long[] shape;
  // the last dimension of this thread's batch, from the forward to the backward pass
  private final transient ThreadLocal<Long> length = new ThreadLocal<>();

  /** For examples of the given shape, without the batch. */
  public Flatten(@JsonProperty("shape") long... shape) {
    this.shape = Checks.shape(shape, "shape of an example");
  }

  @Override
  public INDArray preProcess(INDArray input, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    boolean shorter = isShorterSequence(input);
    long last = shorter ? input.size(2) : shape[shape.length - 1];
    length.set(last);
    if (!shorter) {
      Inputs.requireValues("Flatten", input, shape);
      return workspaces.dup(ArrayType.ACTIVATIONS, input, 'c').reshape('c', input.size(0), size());
    }
    INDArray padded = workspaces.create(ArrayType.ACTIVATIONS, input.dataType(), full(input), 'c');
    padded.assign(0);
    padded.get(steps(last)).assign(input);
    return padded.reshape('c', input.size(0), size());
  }

  @Override
  public INDArray backprop(INDArray output, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    if (length.get() == shape[shape.length - 1]) {
      return workspaces.dup(ArrayType.ACTIVATION_GRAD, output, 'c').reshape('c', full(output));
    }
    INDArray gradient = output.dup('c').reshape('c', full(output));
    return workspaces.dup(ArrayType.ACTIVATION_GRAD, gradient.get(steps(length.get())), 'c');
  }

  private boolean isShorterSequence(INDArray batch) {
    return shape.length == 2
        && batch.rank() == 3
        && batch.size(1) == shape[0]
        && batch.size(2) < shape[1];
  }

  private long[] full(INDArray batch) {
    long[] full = new long[shape.length + 1];
    full[0] = batch.size(0);
    System.arraycopy(shape, 0, full, 1, shape.length);
    return full;
  }

  // all of every dimension but the last, of which the first few
  private INDArrayIndex[] steps(long last) {
    INDArrayIndex[] indices = new INDArrayIndex[shape.length + 1];
    Arrays.fill(indices, NDArrayIndex.all());
    indices[shape.length] = NDArrayIndex.interval(0, last);
    return indices;
  }

  // a transient field is null in a copy that Java's serialization read
  private Object readResolve() {
    return new Flatten(shape);
  }

  @Override
  public InputType getOutputType(InputType inputType) {
    Inputs.requireValues("Flatten", inputType, shape);
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
    return Inputs.values(shape);
  }
}
