package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.Dense;
import org.menagerie.layers.GeluActivation;
import org.menagerie.layers.kernel.DenseKernel;
import org.menagerie.layers.kernel.Fused;
import org.menagerie.layers.kernel.Gelu;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The runtime layer of {@link Dense}. */
public final class DenseRuntime extends BaseLayer<Dense> implements KeepsArrays {
  private static final long serialVersionUID = 1;
  private static final String W = DefaultParamInitializer.WEIGHT_KEY;
  private static final String B = DefaultParamInitializer.BIAS_KEY;

  private final transient DenseKernel kernel;
  private final boolean fused;
  private final transient PassArray outputs = new PassArray(ArrayType.ACTIVATIONS);
  private final transient PassArray sums = new PassArray(ArrayType.ACTIVATIONS);
  private final transient PassArray sumGradients = new PassArray(ArrayType.BP_WORKING_MEM);
  private final transient PassArray inputGradients = new PassArray(ArrayType.ACTIVATION_GRAD);
  // what the last forward pass worked on
  private transient Rows rows;
  private transient StepMask mask;
  private transient INDArray x;
  private transient INDArray z;
  // whether that pass was one of training, with weight noise and dropout
  private boolean trained;

  /** A layer of this configuration for arrays of this type. */
  public DenseRuntime(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    IActivation activation = layerConf().getActivationFn();
    fused = Fused.supports(activation);
    kernel = Kernels.of(type).dense(Fused.of(activation));
  }

  @Override
  public void keepArrays() {
    outputs.keep();
    sums.keep();
    sumGradients.keep();
    inputGradients.keep();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    trained = training;
    return forward(training, ArrayType.ACTIVATIONS, ArrayType.INPUT, workspaces);
  }

  private INDArray forward(
      boolean keeps, ArrayType results, ArrayType copies, LayerWorkspaceMgr workspaces) {
    INDArray w = getParamWithNoise(W, trained, workspaces);
    INDArray b = hasBias() ? getParamWithNoise(B, trained, workspaces) : null;
    rows = Rows.of(input, this::layerId);
    mask = rows.mask(maskArray, this::layerId);
    INDArray matrix =
        rows.matrix(input.castTo(dataType), w.size(0), copies, workspaces, this::layerId);
    x = Ordered.withoutPadding(matrix, mask, copies, workspaces);
    INDArray y = outputs.get(results, dataType, x.size(0), w.size(1), workspaces);
    kernel.forward(x, w, b, y, keeps);
    if (!fused) {
      // IActivation overwrites its argument, and differentiates from it
      z = keeps ? copy(y, sums, results, workspaces) : null;
      y = layerConf().getActivationFn().getActivation(y, trained);
    }
    mask.clearPadding(y);
    return rows.array(y);
  }

  private INDArray copy(
      INDArray matrix, PassArray place, ArrayType type, LayerWorkspaceMgr workspaces) {
    return place.get(type, dataType, matrix.size(0), matrix.size(1), workspaces).assign(matrix);
  }

  private INDArray throughActivation(INDArray dy, LayerWorkspaceMgr workspaces) {
    IActivation activation = layerConf().getActivationFn();
    if (activation instanceof GeluActivation) { // which would copy to a new array
      INDArray dz = copy(dy, sumGradients, ArrayType.BP_WORKING_MEM, workspaces);
      Gelu.gradient(z, dz);
      return dz;
    }
    return activation.backprop(z, dy).getFirst();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    if (!trained) {
      // Deeplearning4j allows a backward pass after inference: frozen layers, external errors
      forward(true, ArrayType.BP_WORKING_MEM, ArrayType.BP_WORKING_MEM, workspaces);
    }
    INDArray w = getParamWithNoise(W, trained, workspaces);
    Shapes.require("gradient", epsilon, this::layerId, rows.shape(w.size(1)));
    INDArray matrix =
        rows.matrix(
            epsilon.castTo(dataType),
            w.size(1),
            ArrayType.BP_WORKING_MEM,
            workspaces,
            this::layerId);
    INDArray dy = Ordered.withoutPadding(matrix, mask, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray dz = fused ? dy : throughActivation(dy, workspaces);
    INDArray dw = gradientViews.get(W);
    INDArray db = hasBias() ? gradientViews.get(B) : null;
    INDArray dx =
        inputGradients.get(ArrayType.ACTIVATION_GRAD, dataType, x.size(0), w.size(0), workspaces);
    kernel.backward(x, w, dz, dw, db, dx);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(W, dw);
    if (db != null) {
      gradient.setGradientFor(B, db);
    }
    weightNoiseParams.clear();
    INDArray result = rows.array(dx);
    return new Pair<>(gradient, trained ? backpropDropOutIfPresent(result) : result);
  }

  @Override
  public boolean hasBias() {
    return layerConf().hasBias();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clear() {
    super.clear();
    mask = null;
    x = null;
    z = null;
  }

  @Override
  public void clearNoiseWeightParams() {
    weightNoiseParams.clear();
  }
}
