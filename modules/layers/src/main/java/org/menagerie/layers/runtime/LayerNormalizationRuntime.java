package org.menagerie.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.LayerNormalization;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.LayerNormKernel;
import org.menagerie.layers.kernel.StepMask;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link LayerNormalization}. */
public final class LayerNormalizationRuntime extends StepsRuntime<LayerNormalization> {
  private static final long serialVersionUID = 1L;

  private final transient LayerNormKernel kernel;

  /** For {@link LayerNormalization#instantiate}. */
  public LayerNormalizationRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    kernel = Kernels.of(dataType).layerNorm();
  }

  @Override
  void forward(INDArray x, StepMask mask, boolean keeps, INDArray y, LayerWorkspaceMgr workspaces) {
    INDArray gain = parameter(LayerNormalization.GAIN, workspaces);
    INDArray bias = parameter(LayerNormalization.BIAS, workspaces);
    kernel.forward(x, gain, bias, layerConf().getEpsilon(), y);
  }

  @Override
  void backward(INDArray x, StepMask mask, INDArray dy, INDArray dx, LayerWorkspaceMgr workspaces) {
    kernel.backward(
        x,
        parameter(LayerNormalization.GAIN, workspaces),
        layerConf().getEpsilon(),
        dy,
        dx,
        gradientView(LayerNormalization.GAIN),
        gradientView(LayerNormalization.BIAS));
  }
}
