package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.PaddedShortcut;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.ShortcutKernel;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The runtime layer of {@link PaddedShortcut}. */
public final class PaddedShortcutRuntime extends AbstractLayer<PaddedShortcut> {
  private static final long serialVersionUID = 1;

  private final transient ShortcutKernel kernel;
  private final int stride;
  private final int channels;
  // whether the last forward pass was one of training, with dropout
  private boolean trained;

  /** A layer that takes every stride-th pixel and gives this many channels. */
  public PaddedShortcutRuntime(
      NeuralNetConfiguration conf, DataType type, int stride, int channels) {
    super(conf, type);
    this.stride = stride;
    this.channels = channels;
    kernel = Kernels.of(type).shortcut(stride);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    trained = training;
    INDArray x = Images.of(input, input.size(-1), dataType, ArrayType.INPUT, workspaces, layerId());
    long[] shape = {x.size(0), picked(x.size(1)), picked(x.size(2)), channels};
    INDArray y = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape);
    kernel.forward(x, y);
    return y;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray dy = Ordered.of(epsilon, dataType, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray dx =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape());
    kernel.backward(dy, dx);
    return new Pair<>(new DefaultGradient(), trained ? backpropDropOutIfPresent(dx) : dx);
  }

  private long picked(long pixels) {
    return (pixels + stride - 1) / stride;
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
  public void clearNoiseWeightParams() {
    // no parameters
  }
}
