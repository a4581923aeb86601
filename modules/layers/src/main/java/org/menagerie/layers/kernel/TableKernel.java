package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows of a table picked by index: embeddings and positions. */
public interface TableKernel {

  /** The index of a row that is padding: 0 in a result, and nothing in a gradient. */
  int PADDING = -1;

  /**
   * Picks rows.
   *
   * @param table [V, F] in 'c' order
   * @param indices for each row of y, in [0, V) or {@link #PADDING}
   * @param y [M, F] in 'c' order, written
   */
  void pick(INDArray table, int[] indices, INDArray y);

  /** Picks rows and adds x [M, F] in 'c' order to all but the padding. */
  void pickAndAdd(INDArray table, int[] indices, INDArray x, INDArray y);

  /**
   * Adds the sum of as many rows to each row of y.
   *
   * @param indices for each row of y as many, in [0, V) or {@link #PADDING}, which adds nothing
   */
  void addSums(INDArray table, int[] indices, INDArray y);

  /**
   * Sums the rows of dy over equal indices; rows never picked become 0.
   *
   * @param indices for each row of dy as many
   */
  void gradient(int[] indices, INDArray dy, INDArray tableGradient);
}
