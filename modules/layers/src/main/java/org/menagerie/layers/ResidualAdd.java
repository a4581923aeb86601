package org.menagerie.layers;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.layers.kernel.Fused;
import org.menagerie.layers.runtime.ResidualAddRuntime;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The sum of two arrays of one shape, with ReLU in the same pass or without.
 *
 * <p>The end of a residual block. He et al., "Deep Residual Learning for Image Recognition", 2015.
 */
public final class ResidualAdd extends GraphVertex {
  private static final long serialVersionUID = 1;

  @JsonProperty private boolean relu;

  /** For Jackson, and the plain sum. */
  public ResidualAdd() {}

  /** The sum, followed by ReLU if wished. */
  public ResidualAdd(boolean relu) {
    this.relu = relu;
  }

  @Override
  public ResidualAdd clone() {
    return new ResidualAdd(relu);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResidualAdd that && relu == that.relu;
  }

  @Override
  public int hashCode() {
    return Boolean.hashCode(relu);
  }

  @Override
  public long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public int minVertexInputs() {
    return 2;
  }

  @Override
  public int maxVertexInputs() {
    return 2;
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return new ResidualAddRuntime(graph, name, index, type, relu ? Fused.RELU : Fused.NONE);
  }

  @Override
  public InputType getOutputType(int index, InputType... inputs) {
    if (inputs.length != 2 || !Arrays.equals(inputs[0].getShape(), inputs[1].getShape())) {
      throw new IllegalArgumentException(
          "a residual sum takes 2 inputs of one shape, was " + Arrays.toString(inputs));
    }
    return inputs[0];
  }

  @Override
  public MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(null, ResidualAdd.class, inputs[0], inputs[0])
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }
}
