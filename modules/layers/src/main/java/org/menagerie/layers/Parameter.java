package org.menagerie.layers;

import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One parameter of a layer: a matrix laid over a slice of the network's flat parameter vector.
 *
 * @param name key in the layer's parameter table
 * @param role decides which regularisation and updater apply
 * @param rows rows of the matrix; 1 for a vector
 * @param columns columns of the matrix
 * @param order 'f' for products (as in all of Deeplearning4j), 'c' for tables read row by row
 * @param fill writes the first values into the flat slice
 */
record Parameter(
    String name, Role role, long rows, long columns, char order, Consumer<INDArray> fill) {

  /** What a parameter is to regularisation: weights and biases have their own, gains none. */
  enum Role {
    WEIGHT,
    BIAS,
    GAIN
  }

  /** A vector that starts with one value throughout. */
  static Parameter constant(String name, Role role, long length, double value) {
    return new Parameter(name, role, 1, length, 'c', flat -> flat.assign(value));
  }

  /** The same parameter under another name. */
  Parameter named(String newName) {
    return new Parameter(newName, role, rows, columns, order, fill);
  }

  long length() {
    return rows * columns;
  }

  /** The slice in this parameter's shape, sharing its memory. */
  INDArray shape(INDArray flat) {
    return flat.reshape(order, rows, columns);
  }
}
