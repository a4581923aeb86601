package org.menagerie.layers.kernel;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/** GELU in its exact form, z Phi(z), on {@code length} floats. */
record OneDnnGelu(long length) {
  private static final dnnl.algorithm FORMULA = dnnl.algorithm.eltwise_gelu_erf;

  /** Computes the function; z is what {@link #gradient} needs. */
  void forward(Address z, Address y) {
    OneDnn.cached(this, OneDnnGelu::build).run(z, y);
  }

  /** Multiplies a gradient by the derivative at z, in place. */
  void gradient(Address z, Address gradient) {
    OneDnn.cached(new Backward(this), Backward::build).run(z, gradient, gradient);
  }

  private memory.desc layout() {
    return OneDnn.strided(new long[] {length}, 1);
  }

  private eltwise_forward.primitive_desc description() {
    var operation =
        new eltwise_forward.desc(dnnl.prop_kind.forward_training, FORMULA, layout(), 0f, 0f);
    return new eltwise_forward.primitive_desc(operation, OneDnn.engine());
  }

  private Primitive build() {
    int[] ids = {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DST};
    return new Primitive(new eltwise_forward(description()), ids, layout(), layout());
  }

  private record Backward(OneDnnGelu forward) {
    Primitive build() {
      memory.desc layout = forward.layout();
      var operation = new eltwise_backward.desc(FORMULA, layout, layout, 0f, 0f);
      var description =
          new eltwise_backward.primitive_desc(operation, OneDnn.engine(), forward.description());
      int[] ids = {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DIFF_DST, dnnl.DNNL_ARG_DIFF_SRC};
      return new Primitive(new eltwise_backward(description), ids, layout, layout, layout);
    }
  }
}
