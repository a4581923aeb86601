package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.RecurrentConfiguration;
import org.menagerie.layers.RecurrentParameters;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.RecurrentWeights;
import org.menagerie.layers.kernel.StepOrder;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the recurrent layers share at run time: input, parameters and gradients as kernels see them.
 */
abstract class AbstractRecurrentLayer<C extends RecurrentConfiguration>
    extends BaseRecurrentLayer<C> {
  private static final long serialVersionUID = 1;

  AbstractRecurrentLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  /** The input as [N, C, T] of the layer's type, dropout applied. */
  final INDArray sequence(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Shapes.requireSequence(input, this::layerId);
    applyDropOutIfNecessary(training, workspaces);
    INDArray sequence = permuteIfNWC(input).castTo(dataType);
    Shapes.requireFeatures(sequence, layerConf().getNIn(), this::layerId);
    Shapes.requireMask(maskArray, sequence.size(0), sequence.size(2), this::layerId);
    return sequence;
  }

  /** The sequence in the order that oneDNN's kernels read, for several of them. */
  final INDArray inSteps(INDArray sequence, LayerWorkspaceMgr workspaces) {
    if (Kernels.of(dataType) != Kernels.ONEDNN) {
      return sequence;
    }
    long[] shape = sequence.shape();
    return StepOrder.of(
        sequence, () -> create(ArrayType.FF_WORKING_MEM, workspaces, shape[0], shape[1], shape[2]));
  }

  final RecurrentWeights weights(String prefix, boolean training, LayerWorkspaceMgr workspaces) {
    return new RecurrentWeights(
        getParamWithNoise(prefix + RecurrentParameters.INPUT_WEIGHTS, training, workspaces),
        getParamWithNoise(prefix + RecurrentParameters.RECURRENT_WEIGHTS, training, workspaces),
        getParamWithNoise(prefix + RecurrentParameters.BIAS, training, workspaces));
  }

  final RecurrentWeights gradients(String prefix) {
    return new RecurrentWeights(
        gradientViews.get(prefix + RecurrentParameters.INPUT_WEIGHTS),
        gradientViews.get(prefix + RecurrentParameters.RECURRENT_WEIGHTS),
        gradientViews.get(prefix + RecurrentParameters.BIAS));
  }

  /** Steps lie one after the other in memory, as kernels write them. */
  final INDArray create(
      ArrayType type, LayerWorkspaceMgr workspaces, long examples, long features, long steps) {
    long[] shape = {examples, features, steps};
    return workspaces.createUninitialized(type, dataType, shape, 'f');
  }

  /**
   * The result of a backward pass whose gradients lie in the views.
   *
   * @param dropped whether the forward pass was one of training, with dropout
   */
  final Pair<Gradient, INDArray> finish(INDArray dx, boolean dropped) {
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient();
    layerConf()
        .initializer()
        .paramKeys(layerConf())
        .forEach(key -> gradient.gradientForVariable().put(key, gradientViews.get(key)));
    INDArray result = permuteIfNWC(dx);
    return new Pair<>(gradient, dropped ? backpropDropOutIfPresent(result) : result);
  }
}
