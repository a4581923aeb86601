package org.menagerie.layers.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.Residual;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link Residual}. */
public final class ResidualRuntime extends StepsRuntime<Residual> {
  private static final long serialVersionUID = 1L;

  /** Inner layers of one residual layer that can be told apart by the seed of their dropout. */
  private static final int INNER_INDICES = 16;

  private final transient List<StepsRuntime<?>> inner = new ArrayList<>();
  private final transient List<INDArray> inputs = new ArrayList<>();

  /**
   * For {@link Residual#instantiate}.
   *
   * @param layers the layers of the branch, all made by configurations that keep the steps
   */
  public ResidualRuntime(
      NeuralNetConfiguration conf, DataType dataType, List<? extends BaseLayer<?>> layers) {
    super(conf, dataType);
    layers.forEach(layer -> inner.add((StepsRuntime<?>) layer));
  }

  /** The key of an inner layer's parameter in this layer. */
  public static String key(int layer, String name) {
    return layer + "." + name; // Deeplearning4j splits keys at the last underscore
  }

  /** An inner layer, for instance to read its attention. */
  public BaseLayer<?> layer(int i) {
    return inner.get(i);
  }

  @Override
  void forward(INDArray x, StepMask mask, boolean keeps, INDArray y, LayerWorkspaceMgr workspaces) {
    inputs.clear();
    INDArray current = x;
    for (StepsRuntime<?> layer : inner) {
      INDArray input = layer.dropInput(current, workspaces);
      inputs.add(input);
      INDArray result = y;
      if (inputs.size() < inner.size()) {
        long[] shape = {x.size(0), layer.layerConf().getNOut()};
        result = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
      }
      layer.forward(input, mask, keeps, result, workspaces);
      mask.clearPadding(result);
      current = result;
    }
    y.addi(x);
  }

  @Override
  void backward(INDArray x, StepMask mask, INDArray dy, INDArray dx, LayerWorkspaceMgr workspaces) {
    INDArray gradient = dy;
    for (int i = inner.size() - 1; i >= 0; i--) {
      INDArray input = inputs.get(i);
      INDArray result = dx;
      if (i > 0) {
        long[] shape = input.shape();
        result = workspaces.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, shape, 'c');
      }
      inner.get(i).backward(input, mask, gradient, result, workspaces);
      inner.get(i).dropInputGradient(result);
      mask.clearPadding(result);
      gradient = result;
    }
    dx.addi(dy);
  }

  @Override
  void setTrained(boolean value) {
    super.setTrained(value);
    inner.forEach(layer -> layer.setTrained(value));
  }

  @Override
  public void clearNoiseWeightParams() {
    super.clearNoiseWeightParams();
    inner.forEach(StepsRuntime::clearNoiseWeightParams);
  }

  @Override
  public void setParamTable(Map<String, INDArray> table) {
    super.setParamTable(table);
    for (int i = 0; i < inner.size(); i++) {
      inner.get(i).setParamTable(part(i, table));
    }
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    super.setBackpropGradientsViewArray(gradients);
    for (int i = 0; i < inner.size(); i++) {
      inner.get(i).useGradientViews(part(i, gradientViews));
    }
  }

  @Override
  public void setIndex(int index) {
    super.setIndex(index);
    for (int i = 0; i < inner.size(); i++) {
      inner.get(i).setIndex(INNER_INDICES * (index + INNER_INDICES) + i);
    }
  }

  @Override
  public void setIterationCount(int iteration) {
    super.setIterationCount(iteration);
    inner.forEach(layer -> layer.setIterationCount(iteration));
  }

  @Override
  public void setEpochCount(int epoch) {
    super.setEpochCount(epoch);
    inner.forEach(layer -> layer.setEpochCount(epoch));
  }

  @Override
  public void clear() {
    super.clear();
    inner.forEach(StepsRuntime::clear);
    inputs.clear();
  }

  private static Map<String, INDArray> part(int layer, Map<String, INDArray> all) {
    String prefix = key(layer, "");
    Map<String, INDArray> part = new LinkedHashMap<>();
    all.forEach(
        (name, array) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), array);
          }
        });
    return part;
  }
}
