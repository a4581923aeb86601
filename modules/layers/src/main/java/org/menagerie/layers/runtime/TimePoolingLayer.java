package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.TimePooling;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.TimePoolingKernel;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The runtime layer of {@link TimePooling}. */
public final class TimePoolingLayer extends AbstractLayer<TimePooling> {
  private static final long serialVersionUID = 1;

  private final transient TimePoolingKernel kernel;
  // whether the last forward pass was one of training, with dropout
  private boolean trained;

  /** A layer of this configuration for arrays of this type. */
  public TimePoolingLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    kernel = Kernels.of(type).timePooling(layerConf().getMode());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Shapes.requireSequence(input, this::layerId);
    applyDropOutIfNecessary(training, workspaces);
    trained = training;
    INDArray x = channelsFirst(input);
    Shapes.requireMask(maskArray, x.size(0), x.size(2), this::layerId);
    long[] shape = {x.size(0), x.size(1)};
    INDArray out = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'f');
    kernel.forward(x, maskArray, out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    long[] shape = channelsFirst(input).shape();
    Shapes.require("gradient", epsilon, this::layerId, shape[0], shape[1]);
    INDArray dx = workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, shape, 'f');
    kernel.backward(epsilon, dx);
    INDArray result = channelsFirst(dx);
    return new Pair<>(new DefaultGradient(), trained ? backpropDropOutIfPresent(result) : result);
  }

  /** [N, T, F] seen as [N, F, T], and back. */
  private INDArray channelsFirst(INDArray sequence) {
    return layerConf().getRnnDataFormat() == RNNFormat.NWC ? sequence.permute(0, 2, 1) : sequence;
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray mask, MaskState state, int batchSize) {
    maskArray = mask;
    maskState = state;
    return new Pair<>(null, null); // there are no steps from here on
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
