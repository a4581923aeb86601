package org.menagerie.layers.runtime;

import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.StepLayer;
import org.menagerie.layers.kernel.Dropping;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that works on the rows of a matrix of steps.
 *
 * <p>Turns sequences [N, F, T] into rows [N * T, F] and back, honours masks and input dropout, and
 * leaves the arithmetic on the rows to its subclasses.
 *
 * @param <C> the layer's configuration
 */
abstract class StepsRuntime<C extends StepLayer> extends BaseLayer<C> {
  private static final long serialVersionUID = 1L;

  private transient Steps steps;
  private transient INDArray rows;
  private transient StepMask mask;
  // whether the last forward pass was one of training, with weight noise and dropout
  private boolean trained;

  StepsRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * Computes the output of every row.
   *
   * @param x [N * T, nIn] in 'c' order, its padded rows being 0
   * @param keeps whether a backward pass may follow
   * @param y [N * T, nOut] in 'c' order, written; its padded rows are cleared afterwards
   */
  abstract void forward(
      INDArray x, StepMask mask, boolean keeps, INDArray y, LayerWorkspaceMgr workspaces);

  /**
   * Computes the gradients of the last forward pass.
   *
   * @param dy [N * T, nOut] in 'c' order, its padded rows being 0
   * @param dx [N * T, nIn] in 'c' order, written; its padded rows are cleared afterwards
   */
  abstract void backward(
      INDArray x, StepMask mask, INDArray dy, INDArray dx, LayerWorkspaceMgr workspaces);

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    setTrained(training);
    return forward(training, ArrayType.ACTIVATIONS, workspaces);
  }

  private INDArray forward(boolean keeps, ArrayType type, LayerWorkspaceMgr workspaces) {
    steps = Steps.of(input, layerConf().getNIn(), this::layerId);
    mask = steps.mask(maskArray, this::layerId);
    INDArray given = steps.rows(input.castTo(dataType), type, workspaces);
    rows = Ordered.withoutPadding(given, mask, type, workspaces);
    long[] shape = {rows.size(0), layerConf().getNOut()};
    INDArray y = workspaces.createUninitialized(type, dataType, shape, 'c');
    forward(rows, mask, keeps, y, workspaces);
    mask.clearPadding(y);
    return steps.sequence(y);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (!trained) {
      // Deeplearning4j allows a backward pass after inference: frozen layers, external errors
      forward(true, ArrayType.BP_WORKING_MEM, workspaces);
    }
    Shapes.require("gradient", epsilon, this::layerId, steps.shape(layerConf().getNOut()));
    INDArray given = steps.rows(epsilon.castTo(dataType), ArrayType.BP_WORKING_MEM, workspaces);
    INDArray dy = Ordered.withoutPadding(given, mask, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray dx =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, rows.shape(), 'c');
    backward(rows, mask, dy, dx, workspaces);
    mask.clearPadding(dx);
    clearNoiseWeightParams();
    Gradient gradient = new DefaultGradient();
    if (gradientViews != null) { // a layer without parameters is given no views
      gradientViews.forEach(gradient::setGradientFor);
    }
    INDArray result = steps.sequence(dx);
    return new Pair<>(gradient, trained ? backpropDropOutIfPresent(result) : result);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray newMask, MaskState state, int minibatchSize) {
    maskArray = newMask;
    maskState = state;
    return new Pair<>(newMask, state);
  }

  /** The input after Deeplearning4j's input dropout, for a layer inside of another. */
  final INDArray dropInput(INDArray x, LayerWorkspaceMgr workspaces) {
    IDropout dropout = layerConf().getIDropout();
    if (!trained || dropout == null) {
      return x;
    }
    INDArray result =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, x.shape(), 'c');
    return dropout.applyDropout(x, result, getIterationCount(), getEpochCount(), workspaces);
  }

  /** Turns the gradient of what {@link #dropInput} gave into that of its argument, in place. */
  final void dropInputGradient(INDArray dx) {
    if (trained) {
      backpropDropOutIfPresent(dx);
    }
  }

  /** Says whether this pass is one of training, with weight noise and dropout. */
  void setTrained(boolean value) {
    trained = value;
  }

  /** The dropout of one place in this layer at this training step: a function of the seed. */
  final Dropping dropping(double rate, int place) {
    if (!trained || rate == 0) {
      return Dropping.NONE;
    }
    long step = ((long) getIterationCount() << 20) + ((long) getIndex() << 2) + place;
    return new Dropping(rate, conf.getSeed() * 0x9E3779B97F4A7C15L + step);
  }

  /** The gradient through a dropout, in a new array if there is any. */
  static INDArray dropped(INDArray gradient, Dropping dropping) {
    if (dropping.isNone()) {
      return gradient;
    }
    INDArray copy = gradient.dup('c');
    dropping.apply(copy);
    return copy;
  }

  /** A parameter with the weight noise of this pass, if there is any. */
  final INDArray parameter(String name, LayerWorkspaceMgr workspaces) {
    return getParamWithNoise(name, trained, workspaces);
  }

  /** Sets where the gradients are written, for a layer inside of another. */
  final void useGradientViews(Map<String, INDArray> views) {
    gradientViews = views;
  }

  /** Where a parameter's gradient is written. */
  final INDArray gradientView(String name) {
    return gradientViews.get(name);
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
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public void clear() {
    super.clear();
    steps = null;
    rows = null;
    mask = null;
  }
}
