package org.menagerie.layers.runtime;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.LearnedPositions;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.StepMask;
import org.menagerie.layers.kernel.TableKernel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link LearnedPositions}. */
public final class LearnedPositionsRuntime extends StepsRuntime<LearnedPositions> {
  private static final long serialVersionUID = 1L;

  private final transient TableKernel kernel;
  private transient int[] positions = {};

  /** For {@link LearnedPositions#instantiate}. */
  public LearnedPositionsRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    kernel = Kernels.of(dataType).table();
  }

  @Override
  void forward(INDArray x, StepMask mask, boolean keeps, INDArray y, LayerWorkspaceMgr workspaces) {
    positions = positions(mask);
    int longest = Arrays.stream(positions).max().orElse(TableKernel.PADDING) + 1;
    if (longest > layerConf().getMaxSteps()) {
      throw new DL4JInvalidInputException(
          "a sequence may have at most %d steps, had %d in %s"
              .formatted(layerConf().getMaxSteps(), longest, layerId()));
    }
    kernel.pickAndAdd(parameter(LearnedPositions.WEIGHTS, workspaces), positions, x, y);
  }

  @Override
  void backward(INDArray x, StepMask mask, INDArray dy, INDArray dx, LayerWorkspaceMgr workspaces) {
    kernel.gradient(positions, dy, gradientView(LearnedPositions.WEIGHTS));
    dx.assign(dy);
  }

  private static int[] positions(StepMask mask) {
    int[] positions = mask.positions();
    for (int row = 0; row < positions.length; row++) {
      positions[row] = mask.isReal(row) ? positions[row] : TableKernel.PADDING;
    }
    return positions;
  }
}
