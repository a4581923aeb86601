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
  private transient Steps steps;
  private transient INDArray rows;
  private transient boolean attended;
  private transient StepMask mask;
  // whether the last forward pass was one of training, with weight noise and dropout
  private boolean trained;

  /** For {@link AttentionPooling#instantiate}. */
  public AttentionPoolingRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    kernel = Kernels.of(dataType).poolingAttention();
  }

  /**
   * Each step's weight in the last forward pass: a new array [N, T], 0 where there is padding.
   *
   * @throws IllegalStateException before the first forward pass
   */
  public INDArray attention() {
    if (!attended) {
      throw new IllegalStateException("attention needs a forward pass before it in " + layerId());
    }
    return kernel.attention();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    trained = training;
    steps = Steps.of(input, layerConf().getNIn(), this::layerId);
    mask = steps.mask(maskArray, this::layerId);
    INDArray given = steps.rows(input.castTo(dataType), ArrayType.ACTIVATIONS, workspaces);
    rows = Ordered.withoutPadding(given, mask, ArrayType.ACTIVATIONS, workspaces);
    INDArray y =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {steps.sequences(), layerConf().getNOut()},
            'c');
    kernel.forward(weights(workspaces), rows, mask, y);
    attended = true;
    return y;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Shapes.require("gradient", epsilon, this::layerId, steps.sequences(), layerConf().getNOut());
    INDArray dy = Ordered.of(epsilon, dataType, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray dx =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, rows.shape(), 'c');
    Weights gradients =
        new Weights(
            gradientViews.get(AttentionPooling.WEIGHTS),
            gradientViews.get(AttentionPooling.BIAS),
            gradientViews.get(AttentionPooling.QUERY));
    kernel.backward(weights(workspaces), rows, dy, dx, gradients);
    mask.clearPadding(dx);
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach(gradient::setGradientFor);
    INDArray result = steps.sequence(dx);
    return new Pair<>(gradient, trained ? backpropDropOutIfPresent(result) : result);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray newMask, MaskState state, int minibatchSize) {
    maskArray = newMask;
    maskState = state;
    return null; // there are no steps left to mask
  }

  private Weights weights(LayerWorkspaceMgr workspaces) {
    return new Weights(
        getParamWithNoise(AttentionPooling.WEIGHTS, trained, workspaces),
        getParamWithNoise(AttentionPooling.BIAS, trained, workspaces),
        getParamWithNoise(AttentionPooling.QUERY, trained, workspaces));
  }

  @Override
  public void setParams(INDArray given) {
    FlatParameters.assign(given, paramsFlattened, layerId());
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clear() {
    super.clear();
    steps = null;
    rows = null;
    mask = null;
  }
}
