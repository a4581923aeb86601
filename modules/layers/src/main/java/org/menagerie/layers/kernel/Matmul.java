package org.menagerie.layers.kernel;

import java.util.stream.IntStream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;

/**
 * Row-major Y [m, n] = activation(X W + b + Y), with X [m, k] and W [k, n], in one pass.
 *
 * @param m rows of X and Y
 * @param n columns of W and Y
 * @param k columns of X and rows of W
 * @param transposeX whether X is held as [k, m]
 * @param transposeW whether W is held as [n, k], which is how Deeplearning4j's 'f' weights lie
 * @param bias whether a bias [n] is added
 * @param accumulate whether Y's old contents are added before the activation
 * @param activation applied last
 */
record Matmul(
    long m,
    long n,
    long k,
    boolean transposeX,
    boolean transposeW,
    boolean bias,
    boolean accumulate,
    PostOp activation) {

  /** An activation that oneDNN can apply while the product is still in registers. */
  enum PostOp {
    NONE,
    RELU,
    TANH,
    SIGMOID,
    GELU_TANH,
    GELU_ERF
  }

  /** X W + b with 'f' ordered weights, the forward pass of a dense layer. */
  static Matmul dense(long rows, long in, long out, boolean bias, PostOp activation) {
    return new Matmul(rows, out, in, false, true, bias, false, activation);
  }

  /** Computes Y; {@code b} is ignored (and may be null) without a bias. */
  void run(Address x, Address w, Address b, Address y) {
    Primitive primitive = OneDnn.cached(this, Matmul::build);
    if (bias) {
      primitive.run(x, w, y, b);
    } else {
      primitive.run(x, w, y);
    }
  }

  private Primitive build() {
    memory.desc x = matrix(m, k, transposeX);
    memory.desc w = matrix(k, n, transposeW);
    memory.desc y = matrix(m, n, false);
    memory.desc b = OneDnn.strided(new long[] {1, n}, n, 1);
    int[] ids = {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_DST, dnnl.DNNL_ARG_BIAS};
    memory.desc[] descriptors = bias ? new memory.desc[] {x, w, y, b} : new memory.desc[] {x, w, y};
    matmul.desc operation = bias ? new matmul.desc(x, w, b, y) : new matmul.desc(x, w, y);
    var description = new matmul.primitive_desc(operation, attributes(), OneDnn.engine());
    return new Primitive(
        new matmul(description),
        IntStream.range(0, descriptors.length).map(i -> ids[i]).toArray(),
        descriptors);
  }

  private primitive_attr attributes() {
    post_ops operations = new post_ops();
    if (accumulate) {
      operations.append_sum(1f, memory.data_type.undef);
    }
    switch (activation) {
      case NONE -> {}
      case RELU -> operations.append_eltwise(1f, dnnl.algorithm.eltwise_relu, 0f, 0f);
      case TANH -> operations.append_eltwise(1f, dnnl.algorithm.eltwise_tanh, 0f, 0f);
      case SIGMOID -> operations.append_eltwise(1f, dnnl.algorithm.eltwise_logistic, 0f, 0f);
      case GELU_TANH -> operations.append_eltwise(1f, dnnl.algorithm.eltwise_gelu_tanh, 0f, 0f);
      case GELU_ERF -> operations.append_eltwise(1f, dnnl.algorithm.eltwise_gelu_erf, 0f, 0f);
    }
    primitive_attr attributes = new primitive_attr();
    attributes.set_post_ops(operations);
    return attributes;
  }

  private static memory.desc matrix(long rows, long columns, boolean transposed) {
    long[] sizes = {rows, columns};
    return transposed ? OneDnn.strided(sizes, 1, rows) : OneDnn.strided(sizes, columns, 1);
  }
}
