package org.menagerie.layers.kernel;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scatter.ScatterAdd;
import org.nd4j.linalg.factory.Nd4j;

/** Table rows through ND4J's gather and scatter. */
final class Nd4jTable implements TableKernel {

  @Override
  public void pick(INDArray table, int[] indices, INDArray y) {
    Nd4j.pullRows(table, y, 1, picked(indices));
    clearPadding(indices, y);
  }

  @Override
  public void pickAndAdd(INDArray table, int[] indices, INDArray x, INDArray y) {
    pick(table, indices, y);
    y.addi(x);
    clearPadding(indices, y);
  }

  @Override
  public void addSums(INDArray table, int[] indices, INDArray y) {
    INDArray rows = Nd4j.createUninitialized(y.dataType(), indices.length, y.size(1));
    pick(table, indices, rows);
    y.addi(rows.reshape('c', y.size(0), -1, y.size(1)).sum(1));
  }

  @Override
  public void gradient(int[] indices, INDArray dy, INDArray tableGradient) {
    INDArray rows = dy.repeat(0, indices.length / dy.size(0)).dup('c');
    clearPadding(indices, rows);
    INDArray zeros = Nd4j.zeros(dy.dataType(), tableGradient.shape());
    INDArray picked = Nd4j.createFromArray(picked(indices));
    tableGradient.assign(Nd4j.exec(new ScatterAdd(zeros, picked, rows))[0]);
  }

  // any row will do for padding, since it is cleared
  private static int[] picked(int[] indices) {
    return Arrays.stream(indices).map(index -> Math.max(index, 0)).toArray();
  }

  private static void clearPadding(int[] indices, INDArray rows) {
    INDArray mask = Nd4j.createUninitialized(rows.dataType(), indices.length, 1);
    for (int row = 0; row < indices.length; row++) {
      mask.putScalar(row, 0, indices[row] == PADDING ? 0 : 1);
    }
    // 0 times NaN would stay NaN
    rows.assign(Nd4jSelect.realOnly(mask.broadcast(rows.shape()), rows));
  }
}
