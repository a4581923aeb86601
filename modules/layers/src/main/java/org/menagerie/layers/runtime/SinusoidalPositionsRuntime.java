package org.menagerie.layers.runtime;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.SinusoidalPositions;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.StepMask;
import org.menagerie.layers.kernel.TableKernel;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs {@link SinusoidalPositions}, from a table that grows with the longest sequence seen. */
public final class SinusoidalPositionsRuntime extends StepsRuntime<SinusoidalPositions> {
  private static final long serialVersionUID = 1L;

  private final transient TableKernel kernel;
  private transient INDArray table;

  /** For {@link SinusoidalPositions#instantiate}. */
  public SinusoidalPositionsRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    kernel = Kernels.of(dataType).table();
  }

  @Override
  void forward(INDArray x, StepMask mask, boolean keeps, INDArray y, LayerWorkspaceMgr workspaces) {
    int[] positions = mask.positions();
    int longest = Arrays.stream(positions).max().orElse(0) + 1;
    if (table == null || table.size(0) < longest) {
      table = newTable(longest);
    }
    kernel.pickAndAdd(table, positions, x, y);
  }

  @Override
  void backward(INDArray x, StepMask mask, INDArray dy, INDArray dx, LayerWorkspaceMgr workspaces) {
    dx.assign(dy);
  }

  private INDArray newTable(int positions) {
    int width = (int) layerConf().getNIn();
    INDArray result = Nd4j.createUninitializedDetached(dataType, positions, width);
    for (int position = 0; position < positions; position++) {
      double[] row = layerConf().row(position);
      for (int f = 0; f < width; f++) {
        result.putScalar(position, f, row[f]);
      }
    }
    return result;
  }
}
