package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.Dense;
import org.menagerie.layers.kernel.DenseKernel;
import org.menagerie.layers.kernel.Fused;
import org.menagerie.layers.kernel.Kernels;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The runtime layer of {@link Dense}. */
public final class DenseRuntime extends BaseLayer<Dense> {
  private static final long serialVersionUID = 1;
  private static final String W = DefaultParamInitializer.WEIGHT_KEY;
  private static final String B = DefaultParamInitializer.BIAS_KEY;

  private final transient DenseKernel kernel;
  private final boolean fused;
  // what the last forward pass in training worked on
  private transient Rows rows;
  private transient INDArray x;
  private transient INDArray z;

  /** A layer of this configuration for arrays of this type. */
  public DenseRuntime(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    IActivation activation = layerConf().getActivationFn();
    fused = Fused.supports(activation);
    kernel = Kernels.of(type).dense(Fused.of(activation));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray w = getParamWithNoise(W, training, workspaces);
    INDArray b = hasBias() ? getParamWithNoise(B, training, workspaces) : null;
    rows = Rows.of(input);
    x = rows.matrix(input.castTo(dataType), w.size(0), ArrayType.INPUT, workspaces, layerId());
    INDArray y =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, x.size(0), w.size(1));
    kernel.forward(x, w, b, y, training);
    if (!fused) {
      // IActivation overwrites its argument, and differentiates from it
      z = training ? workspaces.dup(ArrayType.ACTIVATIONS, y) : null;
      y = layerConf().getActivationFn().getActivation(y, training);
    }
    if (maskArray != null) {
      y.muliColumnVector(rows.mask(maskArray, dataType));
    }
    return rows.array(y);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray w = getParamWithNoise(W, true, workspaces);
    INDArray dy = rows.matrix(epsilon, w.size(1), ArrayType.BP_WORKING_MEM, workspaces, layerId());
    if (maskArray != null) {
      dy = dy.mulColumnVector(rows.mask(maskArray, dataType));
    }
    INDArray dz = fused ? dy : layerConf().getActivationFn().backprop(z, dy).getFirst();
    INDArray dw = gradientViews.get(W);
    INDArray db = hasBias() ? gradientViews.get(B) : null;
    INDArray dx =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.size(0), w.size(0));
    kernel.backward(x, w, dz, dw, db, dx);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(W, dw);
    if (db != null) {
      gradient.setGradientFor(B, db);
    }
    weightNoiseParams.clear();
    return new Pair<>(gradient, backpropDropOutIfPresent(rows.array(dx)));
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
    x = null;
    z = null;
  }

  @Override
  public void clearNoiseWeightParams() {
    weightNoiseParams.clear();
  }
}
