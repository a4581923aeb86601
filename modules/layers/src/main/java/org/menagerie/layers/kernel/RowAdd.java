package org.menagerie.layers.kernel;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/** Adds one row to every row of a matrix [rows, columns]. */
record RowAdd(long rows, long columns) {

  /** result = matrix + row; the result may be the matrix. */
  void run(Address matrix, Address row, Address result) {
    OneDnn.cached(this, RowAdd::build).run(matrix, row, result);
  }

  private Primitive build() {
    memory.desc matrix = OneDnn.strided(new long[] {rows, columns}, columns, 1);
    memory.desc row = OneDnn.strided(new long[] {1, columns}, columns, 1);
    var operation = new binary.desc(dnnl.algorithm.binary_add, matrix, row, matrix);
    var description = new binary.primitive_desc(operation, OneDnn.engine());
    int[] ids = {dnnl.DNNL_ARG_SRC_0, dnnl.DNNL_ARG_SRC_1, dnnl.DNNL_ARG_DST};
    return new Primitive(new binary(description), ids, matrix, row, matrix);
  }
}
