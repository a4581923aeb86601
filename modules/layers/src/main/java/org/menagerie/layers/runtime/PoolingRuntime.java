package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.Pooling;
import org.menagerie.layers.kernel.ImageShape;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.PoolingKernel;
import org.menagerie.layers.kernel.Window;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The runtime layer of {@link Pooling}. */
public final class PoolingRuntime extends AbstractLayer<Pooling> {
  private static final long serialVersionUID = 1;

  private final transient PoolingKernel kernel;
  private final transient Window[] windows;
  private transient INDArray x;
  // whether the last forward pass was one of training, with dropout
  private boolean trained;

  /** A layer that pools windows of images. */
  public PoolingRuntime(
      NeuralNetConfiguration conf, DataType type, PoolingKernel.Kind kind, Window[] windows) {
    super(conf, type);
    kernel = Kernels.of(type).pooling(kind);
    this.windows = windows.clone();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    trained = training;
    x = Images.of(input, input.size(-1), dataType, ArrayType.INPUT, workspaces, this::layerId);
    ImageShape shape = ImageShape.pooling(x, windows);
    long[] output = Images.output(shape, this::layerId);
    INDArray y = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, output);
    kernel.forward(shape, x, y);
    return y;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    ImageShape shape = ImageShape.pooling(x, windows);
    Shapes.require("gradient", epsilon, this::layerId, shape.output());
    INDArray dy = Ordered.of(epsilon, dataType, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray dx = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.shape());
    kernel.backward(shape, x, dy, dx);
    return new Pair<>(new DefaultGradient(), trained ? backpropDropOutIfPresent(dx) : dx);
  }

  @Override
  public Type type() {
    return Type.SUBSAMPLING;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clear() {
    super.clear();
    x = null;
  }

  @Override
  public void clearNoiseWeightParams() {}
}
