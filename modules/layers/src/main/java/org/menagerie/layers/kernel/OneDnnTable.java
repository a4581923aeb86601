package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Table rows copied and summed on the arrays' own memory. */
final class OneDnnTable implements TableKernel {

  @Override
  public void pick(INDArray table, int[] indices, INDArray y) {
    long width = table.size(1);
    Address from = Address.of(table);
    Address to = Address.of(y);
    Address source = new Address(0, 0);
    Address target = new Address(0, 0);
    for (int row = 0; row < indices.length; row++) {
      target.set(to.address() + Float.BYTES * width * row, width);
      if (indices[row] == PADDING) {
        target.zero();
      } else {
        source.set(from.address() + Float.BYTES * width * indices[row], width);
        target.copyFrom(source, width);
      }
    }
  }

  @Override
  public void pickAndAdd(INDArray table, int[] indices, INDArray x, INDArray y) {
    pick(table, indices, y);
    Address sum = Address.of(y);
    new Sum(Fused.NONE, y.length()).run(sum, Address.of(x), sum);
    Address padding = new Address(0, 0);
    long width = table.size(1);
    for (int row = 0; row < indices.length; row++) {
      if (indices[row] == PADDING) {
        padding.set(sum.address() + Float.BYTES * width * row, width).zero();
      }
    }
  }

  @Override
  public void gradient(int[] indices, INDArray dy, INDArray tableGradient) {
    int width = (int) dy.size(1);
    Address from = Address.of(dy);
    Address to = Address.of(tableGradient);
    to.zero();
    Address source = new Address(0, 0);
    Address target = new Address(0, 0);
    float[] sum = new float[width];
    float[] row = new float[width];
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] == PADDING) {
        continue;
      }
      source.set(from.address() + (long) Float.BYTES * width * i, width).get(row, 0, width);
      target.set(to.address() + (long) Float.BYTES * width * indices[i], width);
      target.get(sum, 0, width);
      for (int f = 0; f < width; f++) {
        sum[f] += row[f];
      }
      target.put(sum, 0, width);
    }
  }
}
