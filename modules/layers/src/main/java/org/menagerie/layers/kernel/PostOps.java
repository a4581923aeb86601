package org.menagerie.layers.kernel;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;

/** An activation that oneDNN applies while a product is still in registers. */
enum PostOps {
  NONE(null),
  RELU(dnnl.algorithm.eltwise_relu),
  TANH(dnnl.algorithm.eltwise_tanh),
  SIGMOID(dnnl.algorithm.eltwise_logistic),
  GELU_ERF(dnnl.algorithm.eltwise_gelu_erf);

  private final dnnl.algorithm formula;

  PostOps(dnnl.algorithm formula) {
    this.formula = formula;
  }

  static PostOps of(Fused activation) {
    return valueOf(activation.name());
  }

  /** Attributes that apply the activation. */
  primitive_attr attributes() {
    post_ops operations = new post_ops();
    if (this != NONE) {
      operations.append_eltwise(1f, formula, 0f, 0f);
    }
    primitive_attr attributes = new primitive_attr();
    attributes.set_post_ops(operations);
    return attributes;
  }
}
