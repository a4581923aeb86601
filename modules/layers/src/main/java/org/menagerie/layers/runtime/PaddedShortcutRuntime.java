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
  private final long given; // channels of the input, 0 where it may have any up to the output's
  private final int channels;
  // whether the last forward pass was one of training, with dropout
  private boolean trained;

  /**
   * A layer that takes every stride-th pixel.
   *
   * @param given channels of the input, 0 where they are not known before there is one
   * @param channels of the output
   */
  public PaddedShortcutRuntime(
      NeuralNetConfiguration conf, DataType type, int stride, long given, int channels) {
    super(conf, type);
    this.stride = stride;
    this.given = given;
    this.channels = channels;
    kernel = Kernels.of(type).shortcut(stride);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    trained = training;
    long expected = given > 0 ? given : Math.min(input.size(-1), channels);
    INDArray x = Images.of(input, expected, dataType, ArrayType.INPUT, workspaces, this::layerId);
    long[] shape = output();
    INDArray y = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape);
    kernel.forward(x, y);
    return y;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Shapes.require("gradient", epsilon, this::layerId, output());
    INDArray dy = Ordered.of(epsilon, dataType, ArrayType.BP_WORKING_MEM, workspaces);
    INDArray dx =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape());
    kernel.backward(dy, dx);
    return new Pair<>(new DefaultGradient(), trained ? backpropDropOutIfPresent(dx) : dx);
  }

  private long[] output() {
    return new long[] {input.size(0), picked(input.size(1)), picked(input.size(2)), channels};
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
