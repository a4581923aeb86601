package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.AttentionPooling;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.PoolingAttentionKernel;
import org.menagerie.layers.kernel.PoolingAttentionKernel.Weights;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link AttentionPooling}. */
public final class AttentionPoolingRuntime extends BaseLayer<AttentionPooling> {
  private static final long serialVersionUID = 1L;

  private final transient PoolingAttentionKernel kernel;
  private transient INDArray rows;
  private transient StepMask mask;

  /** For {@link AttentionPooling#instantiate}. */
  public AttentionPoolingRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    kernel = Kernels.of(dataType).poolingAttention();
  }

  /** Each step's weight in the last forward pass: a new array [N, T], 0 where there is padding. */
  public INDArray attention() {
    return kernel.attention();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    Steps steps = Steps.of(input);
    rows = steps.rows(input.castTo(dataType), ArrayType.ACTIVATIONS, workspaces);
    mask = StepMask.of(maskArray, steps.sequences(), steps.length());
    INDArray y =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {steps.sequences(), layerConf().getNOut()},
            'c');
    kernel.forward(weights(training, workspaces), rows, mask, y);
    return y;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray dy =
        Steps.of(epsilon).rows(epsilon.castTo(dataType), ArrayType.BP_WORKING_MEM, workspaces);
    INDArray dx =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, rows.shape(), 'c');
    Weights gradients =
        new Weights(
            gradientViews.get(AttentionPooling.WEIGHTS),
            gradientViews.get(AttentionPooling.BIAS),
            gradientViews.get(AttentionPooling.QUERY));
    kernel.backward(weights(true, workspaces), rows, dy, dx, gradients);
    mask.clearPadding(dx);
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach(gradient::setGradientFor);
    return new Pair<>(gradient, backpropDropOutIfPresent(Steps.of(input).sequence(dx)));
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray newMask, MaskState state, int minibatchSize) {
    maskArray = newMask;
    maskState = state;
    return null; // there are no steps left to mask
  }

  private Weights weights(boolean training, LayerWorkspaceMgr workspaces) {
    return new Weights(
        getParamWithNoise(AttentionPooling.WEIGHTS, training, workspaces),
        getParamWithNoise(AttentionPooling.BIAS, training, workspaces),
        getParamWithNoise(AttentionPooling.QUERY, training, workspaces));
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clear() {
    super.clear();
    rows = null;
    mask = null;
  }
}
