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
  public void addSums(INDArray table, int[] indices, INDArray y) {
    int width = (int) y.size(1);
    int each = indices.length / (int) y.size(0);
    HeapRow sum = new HeapRow(y);
    HeapRow picked = new HeapRow(table);
    for (int row = 0; row < indices.length / each; row++) {
      sum.read(row);
      for (int i = row * each; i < (row + 1) * each; i++) {
        if (indices[i] != PADDING) {
          picked.read(indices[i]);
          add(picked.values, sum.values, width);
        }
      }
      sum.write(row);
    }
  }

  @Override
  public void gradient(int[] indices, INDArray dy, INDArray tableGradient) {
    int width = (int) dy.size(1);
    int each = indices.length / (int) dy.size(0);
    Address.of(tableGradient).zero();
    HeapRow sum = new HeapRow(tableGradient);
    HeapRow added = new HeapRow(dy);
    for (int row = 0; row < indices.length / each; row++) {
      added.read(row);
      for (int i = row * each; i < (row + 1) * each; i++) {
        if (indices[i] != PADDING) {
          sum.read(indices[i]);
          add(added.values, sum.values, width);
          sum.write(indices[i]);
        }
      }
    }
  }

  private static void add(float[] from, float[] to, int width) {
    for (int f = 0; f < width; f++) {
      to[f] += from[f];
    }
  }

  /** One row of a matrix at a time, where the JIT vectorises sums. */
  private static final class HeapRow {
    private final Address matrix;
    private final Address window = new Address(0, 0);
    private final float[] values;

    HeapRow(INDArray matrix) {
      this.matrix = Address.of(matrix);
      values = new float[(int) matrix.size(1)];
    }

    void read(int row) {
      at(row).get(values, 0, values.length);
    }

    void write(int row) {
      at(row).put(values, 0, values.length);
    }

    private Address at(int row) {
      return window.set(matrix.address() + (long) Float.BYTES * values.length * row, values.length);
    }
  }
}
