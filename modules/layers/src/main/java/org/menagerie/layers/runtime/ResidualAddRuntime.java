package org.menagerie.layers.runtime;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.ResidualAdd;
import org.menagerie.layers.kernel.AddKernel;
import org.menagerie.layers.kernel.Fused;
import org.menagerie.layers.kernel.Kernels;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The runtime vertex of {@link ResidualAdd}. */
@SuppressWarnings("overrides") // BaseGraphVertex implements INDArray... with INDArray[]
public final class ResidualAddRuntime extends BaseGraphVertex {
  private static final long serialVersionUID = 1;

  private final transient AddKernel kernel;
  private final Fused activation;
  private transient INDArray output;

  /** A vertex of this graph. */
  public ResidualAddRuntime(
      ComputationGraph graph, String name, int index, DataType type, Fused activation) {
    super(graph, name, index, null, null, type);
    this.activation = activation;
    kernel = Kernels.of(type).add(activation);
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    if (!canDoForward()) {
      throw new IllegalStateException("inputs of \"%s\" must be set".formatted(vertexName));
    }
    INDArray a = inputs[0];
    INDArray b = inputs[1];
    if (!a.equalShapes(b)) {
      throw new IllegalArgumentException(
          "the inputs of \"%s\" must have one shape, were %s and %s"
              .formatted(vertexName, Arrays.toString(a.shape()), Arrays.toString(b.shape())));
    }
    INDArray y = sum(ArrayType.ACTIVATIONS, workspaces);
    boolean kept = training && activation != Fused.NONE;
    output = !kept ? null : isOverwritten() ? workspaces.dup(ArrayType.ACTIVATIONS, y) : y;
    return y;
  }

  private INDArray sum(ArrayType type, LayerWorkspaceMgr workspaces) {
    INDArray y = workspaces.createUninitialized(type, dataType, inputs[0].shape());
    kernel.forward(
        Ordered.of(inputs[0], dataType, type, workspaces),
        Ordered.of(inputs[1], dataType, type, workspaces),
        y);
    return y;
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    Shapes.require("gradient", epsilon, () -> "\"%s\"".formatted(vertexName), inputs[0].shape());
    INDArray dy = Ordered.of(epsilon, dataType, ArrayType.ACTIVATION_GRAD, workspaces);
    INDArray dz = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, dy.shape());
    if (output == null && activation != Fused.NONE) {
      // Deeplearning4j allows a backward pass after inference, as for external errors
      output = sum(ArrayType.BP_WORKING_MEM, workspaces);
    }
    kernel.backward(output, dy, dz);
    output = null;
    // Deeplearning4j adds other gradients of an input to the array it is given
    return new Pair<>(null, new INDArray[] {dz, workspaces.dup(ArrayType.ACTIVATION_GRAD, dz)});
  }

  /** Whether a layer behind this vertex drops out in place, into y itself. */
  private boolean isOverwritten() {
    if (outputVertices == null) { // the network's output, for external errors
      return false;
    }
    for (VertexIndices next : outputVertices) {
      Layer layer = graph.getVertices()[next.getVertexIndex()].getLayer();
      if (layer != null && layer.conf().getLayer().getIDropout() != null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean hasLayer() {
    return false;
  }

  @Override
  public Layer getLayer() {
    return null;
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    if (gradients != null) {
      throw new IllegalArgumentException("a residual sum has no parameters");
    }
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int batch) {
    // both inputs are branches of one sequence and have its mask
    return masks == null ? null : new Pair<>(masks[0] != null ? masks[0] : masks[1], state);
  }

  @Override
  public void clear() {
    super.clear();
    output = null;
  }

  @Override
  public String toString() {
    return "ResidualAdd(name=\"%s\", activation=%s)".formatted(vertexName, activation);
  }
}
