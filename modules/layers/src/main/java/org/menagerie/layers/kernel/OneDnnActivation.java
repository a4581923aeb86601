package org.menagerie.layers.kernel;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/**
 * f'(z) dy from y = f(z), for a fused activation on {@code length} floats.
 *
 * @param activation not NONE
 * @param length number of floats
 */
record OneDnnActivation(Fused activation, long length) {

  /** Computes dz, which may be dy itself. */
  void gradient(Address y, Address dy, Address dz) {
    OneDnn.cached(this, OneDnnActivation::build).run(y, dy, dz);
  }

  private Primitive build() {
    memory.desc data = OneDnn.strided(new long[] {length}, 1);
    dnnl.algorithm formula =
        switch (activation) {
          case NONE -> throw new IllegalStateException("no gradient to compute");
          case RELU -> dnnl.algorithm.eltwise_relu_use_dst_for_bwd;
          case TANH -> dnnl.algorithm.eltwise_tanh_use_dst_for_bwd;
          case SIGMOID -> dnnl.algorithm.eltwise_logistic_use_dst_for_bwd;
        };
    var forward =
        new eltwise_forward.primitive_desc(
            new eltwise_forward.desc(dnnl.prop_kind.forward_training, formula, data, 0f, 0f),
            OneDnn.engine());
    var backward =
        new eltwise_backward.primitive_desc(
            new eltwise_backward.desc(formula, data, data, 0f, 0f), OneDnn.engine(), forward);
    int[] ids = {dnnl.DNNL_ARG_DST, dnnl.DNNL_ARG_DIFF_DST, dnnl.DNNL_ARG_DIFF_SRC};
    return new Primitive(new eltwise_backward(backward), ids, data, data, data);
  }
}
