package org.menagerie.benchmarks.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Token vectors plus sinusoidal positions (Vaswani et al. 2017, section 3.5).
 *
 * <p>DJL's own embedding blocks look words up in a vocabulary; these tokens are numbers already.
 */
final class DjlEmbedding extends AbstractBlock {

  private final int width;
  private final Parameter table;
  private NDArray positions; // [1, steps, width]

  DjlEmbedding(int vocabulary, int width) {
    this.width = width;
    this.table =
        addParameter(
            Parameter.builder()
                .setName("table")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(vocabulary, width))
                .build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray tokens = inputs.head(); // [batch, steps]
    NDArray weights = store.getValue(table, tokens.getDevice(), training);
    NDArray vectors = Embedding.embedding(tokens, weights, SparseFormat.DENSE).head();
    return new NDList(vectors.add(positions(weights.getManager(), (int) tokens.getShape().get(1))));
  }

  private NDArray positions(NDManager manager, int steps) {
    if (positions == null || positions.getShape().get(1) != steps) {
      float[] values = new float[steps * width];
      for (int t = 0; t < steps; t++) {
        for (int i = 0; i < width; i++) {
          double angle = t / Math.pow(10_000, (i - i % 2) / (double) width);
          values[t * width + i] = (float) (i % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
        }
      }
      if (positions != null) {
        positions.close();
      }
      positions = manager.create(values, new Shape(1, steps, width));
    }
    return positions;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0].add(width)};
  }

  @Override
  public void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {}
}
