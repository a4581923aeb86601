package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.FeedForward;
import org.menagerie.layers.kernel.Dropping;
import org.menagerie.layers.kernel.FeedForwardKernel;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link FeedForward}. */
public final class FeedForwardRuntime extends StepsRuntime<FeedForward> {
  private static final long serialVersionUID = 1L;

  private final transient FeedForwardKernel kernel;
  private transient Dropping outputDropping = Dropping.NONE;

  /** For {@link FeedForward#instantiate}. */
  public FeedForwardRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    kernel = Kernels.of(dataType).feedForward();
  }

  @Override
  void forward(INDArray x, StepMask mask, boolean keeps, INDArray y, LayerWorkspaceMgr workspaces) {
    FeedForward layer = layerConf();
    outputDropping = dropping(layer.getOutputDropout(), 1);
    kernel.forward(
        weights(workspaces), layer.getHidden(), x, dropping(layer.getHiddenDropout(), 0), keeps, y);
    outputDropping.apply(y);
  }

  @Override
  void backward(INDArray x, StepMask mask, INDArray dy, INDArray dx, LayerWorkspaceMgr workspaces) {
    FeedForwardKernel.Weights gradients =
        new FeedForwardKernel.Weights(
            gradientView(FeedForward.HIDDEN_WEIGHTS),
            gradientView(FeedForward.HIDDEN_BIAS),
            gradientView(FeedForward.OUTPUT_WEIGHTS),
            gradientView(FeedForward.OUTPUT_BIAS));
    kernel.backward(
        weights(workspaces),
        layerConf().getHidden(),
        x,
        dropped(dy, outputDropping),
        dx,
        gradients);
  }

  private FeedForwardKernel.Weights weights(LayerWorkspaceMgr workspaces) {
    return new FeedForwardKernel.Weights(
        parameter(FeedForward.HIDDEN_WEIGHTS, workspaces),
        parameter(FeedForward.HIDDEN_BIAS, workspaces),
        parameter(FeedForward.OUTPUT_WEIGHTS, workspaces),
        parameter(FeedForward.OUTPUT_BIAS, workspaces));
  }
}
