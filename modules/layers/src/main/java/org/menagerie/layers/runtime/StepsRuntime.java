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

  private transient INDArray rows;
  private transient StepMask mask;

  StepsRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * Computes the output of every row.
   *
   * @param x [N * T, nIn] in 'c' order
   * @param y [N * T, nOut] in 'c' order, written; its padded rows are cleared afterwards
   */
  abstract void forward(
      INDArray x, StepMask mask, boolean training, INDArray y, LayerWorkspaceMgr workspaces);

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
    Steps steps = Steps.of(input);
    rows = steps.rows(input.castTo(dataType), ArrayType.ACTIVATIONS, workspaces);
    mask = StepMask.of(maskArray, steps.sequences(), steps.length());
    INDArray y =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, dataType, new long[] {rows.size(0), layerConf().getNOut()}, 'c');
    forward(rows, mask, training, y, workspaces);
    mask.clearPadding(y);
    return steps.sequence(y);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Steps steps = Steps.of(input);
    INDArray dy = steps.rows(epsilon.castTo(dataType), ArrayType.BP_WORKING_MEM, workspaces);
    if (!mask.isFull()) {
      // the caller's array may be shared with other layers
      dy = dy.dup('c');
      mask.clearPadding(dy);
    }
    INDArray dx =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, rows.shape(), 'c');
    backward(rows, mask, dy, dx, workspaces);
    mask.clearPadding(dx);
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient();
    if (gradientViews != null) { // a layer without parameters is given no views
      gradientViews.forEach(gradient::setGradientFor);
    }
    return new Pair<>(gradient, backpropDropOutIfPresent(steps.sequence(dx)));
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray newMask, MaskState state, int minibatchSize) {
    maskArray = newMask;
    maskState = state;
    return new Pair<>(newMask, state);
  }

  /** The input after Deeplearning4j's input dropout, for a layer inside of another. */
  final INDArray dropInput(INDArray x, boolean training, LayerWorkspaceMgr workspaces) {
    IDropout dropout = layerConf().getIDropout();
    if (!training || dropout == null) {
      return x;
    }
    INDArray result =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, x.shape(), 'c');
    return dropout.applyDropout(x, result, getIterationCount(), getEpochCount(), workspaces);
  }

  /** Turns the gradient of what {@link #dropInput} gave into that of its argument, in place. */
  final void dropInputGradient(INDArray dx) {
    backpropDropOutIfPresent(dx);
  }

  /** The dropout of one place in this layer at this training step: a function of the seed. */
  final Dropping dropping(double rate, int place, boolean training) {
    if (!training || rate == 0) {
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

  /** A parameter with weight noise, if there is any. */
  final INDArray parameter(String name, boolean training, LayerWorkspaceMgr workspaces) {
    return getParamWithNoise(name, training, workspaces);
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
    rows = null;
    mask = null;
  }
}
