package org.menagerie.layers.kernel;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link AddKernel} in one pass through oneDNN. */
record OneDnnAdd(Fused activation) implements AddKernel {
  @Override
  public void forward(INDArray a, INDArray b, INDArray y) {
    OneDnn.cached(new Sum(activation, y.length()), Sum::build)
        .run(Address.of(a), Address.of(b), Address.of(y));
  }

  @Override
  public void backward(INDArray y, INDArray dy, INDArray dz) {
    if (activation == Fused.NONE) {
      Address.of(dz).copyFrom(Address.of(dy), dy.length());
    } else {
      new OneDnnActivation(activation, dy.length())
          .gradient(Address.of(y), Address.of(dy), Address.of(dz));
    }
  }

  private record Sum(Fused activation, long length) {
    Primitive build() {
      memory.desc data = OneDnn.strided(new long[] {length}, 1);
      var description =
          new binary.primitive_desc(
              new binary.desc(dnnl.algorithm.binary_add, data, data, data),
              PostOps.attributes(false, PostOps.of(activation)),
              OneDnn.engine());
      int[] ids = {dnnl.DNNL_ARG_SRC_0, dnnl.DNNL_ARG_SRC_1, dnnl.DNNL_ARG_DST};
      return new Primitive(new binary(description), ids, data, data, data);
    }
  }
}
