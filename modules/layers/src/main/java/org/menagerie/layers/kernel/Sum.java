package org.menagerie.layers.kernel;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/** activation(a + b) of two arrays of {@code length} floats. */
record Sum(Fused activation, long length) {

  /** Computes the sum; the result may be one of the two. */
  void run(Address a, Address b, Address result) {
    OneDnn.cached(this, Sum::build).run(a, b, result);
  }

  private Primitive build() {
    memory.desc data = OneDnn.strided(new long[] {length}, 1);
    var description =
        new binary.primitive_desc(
            new binary.desc(dnnl.algorithm.binary_add, data, data, data),
            PostOps.of(activation).attributes(),
            OneDnn.engine());
    int[] ids = {dnnl.DNNL_ARG_SRC_0, dnnl.DNNL_ARG_SRC_1, dnnl.DNNL_ARG_DST};
    return new Primitive(new binary(description), ids, data, data, data);
  }
}
