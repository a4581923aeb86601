package org.menagerie.layers.kernel;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.softmax_backward;
import org.bytedeco.dnnl.softmax_forward;

/** Softmax over the columns of a matrix [rows, columns], in place. */
record Softmax(long rows, long columns) {

  /** Turns scores into probabilities. */
  void forward(Address scores) {
    OneDnn.cached(this, Softmax::build).run(scores, scores);
  }

  /** Turns the gradient of the probabilities into that of the scores. */
  void backward(Address probabilities, Address gradient) {
    OneDnn.cached(new Backward(this), Backward::build).run(probabilities, gradient, gradient);
  }

  private memory.desc layout() {
    return OneDnn.strided(new long[] {rows, columns}, columns, 1);
  }

  private softmax_forward.primitive_desc description() {
    var operation = new softmax_forward.desc(dnnl.prop_kind.forward_training, layout(), 1);
    return new softmax_forward.primitive_desc(operation, OneDnn.engine());
  }

  private Primitive build() {
    int[] ids = {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DST};
    return new Primitive(new softmax_forward(description()), ids, layout(), layout());
  }

  private record Backward(Softmax forward) {
    Primitive build() {
      memory.desc layout = forward.layout();
      var description =
          new softmax_backward.primitive_desc(
              new softmax_backward.desc(layout, layout, 1), OneDnn.engine(), forward.description());
      int[] ids = {dnnl.DNNL_ARG_DST, dnnl.DNNL_ARG_DIFF_DST, dnnl.DNNL_ARG_DIFF_SRC};
      return new Primitive(new softmax_backward(description), ids, layout, layout, layout);
    }
  }
}
