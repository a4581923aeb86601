package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.MultiHeadAttention;
import org.menagerie.layers.kernel.AttentionKernel;
import org.menagerie.layers.kernel.AttentionShape;
import org.menagerie.layers.kernel.Dropping;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link MultiHeadAttention}. */
public final class MultiHeadAttentionRuntime extends StepsRuntime<MultiHeadAttention> {
  private static final long serialVersionUID = 1L;

  private final transient AttentionKernel kernel;
  private transient Dropping outputDropping = Dropping.NONE;
  private transient boolean attended;

  /** For {@link MultiHeadAttention#instantiate}. */
  public MultiHeadAttentionRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    kernel = Kernels.of(dataType).attention();
  }

  /**
   * The weight that each head gave to each step in the last forward pass, before dropout.
   *
   * <p>A new array [N, heads, T, T]: row t holds what step t looked at, adding up to 1, or 0 where
   * step t is padding.
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
  void forward(INDArray x, StepMask mask, boolean keeps, INDArray y, LayerWorkspaceMgr workspaces) {
    MultiHeadAttention layer = layerConf();
    outputDropping = dropping(layer.getOutputDropout(), 1);
    AttentionShape shape =
        new AttentionShape(
            mask.sequences(),
            mask.steps(),
            (int) x.size(1),
            layer.getHeads(),
            layer.getHeadSize(),
            (int) y.size(1),
            layer.isCausal());
    kernel.forward(
        shape, weights(workspaces), x, mask, dropping(layer.getAttentionDropout(), 0), y);
    attended = true;
    outputDropping.apply(y);
  }

  @Override
  void backward(INDArray x, StepMask mask, INDArray dy, INDArray dx, LayerWorkspaceMgr workspaces) {
    INDArray gradient = dropped(dy, outputDropping);
    AttentionKernel.Weights gradients =
        new AttentionKernel.Weights(
            gradientView(MultiHeadAttention.QKV_WEIGHTS),
            gradientView(MultiHeadAttention.QKV_BIAS),
            gradientView(MultiHeadAttention.OUTPUT_WEIGHTS),
            gradientView(MultiHeadAttention.OUTPUT_BIAS));
    kernel.backward(weights(workspaces), x, gradient, dx, gradients);
  }

  private AttentionKernel.Weights weights(LayerWorkspaceMgr workspaces) {
    return new AttentionKernel.Weights(
        parameter(MultiHeadAttention.QKV_WEIGHTS, workspaces),
        parameter(MultiHeadAttention.QKV_BIAS, workspaces),
        parameter(MultiHeadAttention.OUTPUT_WEIGHTS, workspaces),
        parameter(MultiHeadAttention.OUTPUT_BIAS, workspaces));
  }
}
