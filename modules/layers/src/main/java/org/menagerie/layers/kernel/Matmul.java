package org.menagerie.layers.kernel;

import java.util.stream.IntStream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;

/**
 * Row-major Y [m, n] = activation(X W + b), with X [m, k] and W [k, n], in one pass.
 *
 * @param m rows of X and Y
 * @param n columns of W and Y
 * @param k columns of X and rows of W
 * @param transposeX whether X is held as [k, m]
 * @param transposeW whether W is held as [n, k], which is how Deeplearning4j's 'f' weights lie
 * @param bias whether a bias [n] is added
 * @param activation applied last
 */
record Matmul(
    long m,
    long n,
    long k,
    boolean transposeX,
    boolean transposeW,
    boolean bias,
    PostOps activation) {

  /** X W + b with 'f' ordered weights, the forward pass of a dense layer. */
  static Matmul dense(long rows, long in, long out, boolean bias, PostOps activation) {
    return new Matmul(rows, out, in, false, true, bias, activation);
  }

  /**
   * X W of 'c' ordered matrices.
   *
   * <p>Faster than {@link OneDnn#gemm} where X, as the weights of a recurrent cell, is far larger
   * than W: gemm packs X anew at each call.
   */
  static Matmul plain(long m, long n, long k) {
    return new Matmul(m, n, k, false, false, false, PostOps.NONE);
  }

  /** Computes Y; {@code b} is ignored (and may be null) without a bias. */
  void run(Address x, Address w, Address b, Address y) {
    Primitive primitive = primitive();
    if (bias) {
      primitive.run(x, w, y, b);
    } else {
      primitive.run(x, w, y);
    }
  }

  /**
   * The product itself, run on X, W, Y and then the bias, for loops that call it many times in a
   * row and nothing else.
   */
  Primitive primitive() {
    return OneDnn.cached(this, Matmul::build);
  }

  private Primitive build() {
    memory.desc x = matrix(m, k, transposeX);
    memory.desc w = matrix(k, n, transposeW);
    memory.desc y = matrix(m, n, false);
    memory.desc b = OneDnn.strided(new long[] {1, n}, n, 1);
    int[] ids = {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_DST, dnnl.DNNL_ARG_BIAS};
    memory.desc[] descriptors = bias ? new memory.desc[] {x, w, y, b} : new memory.desc[] {x, w, y};
    matmul.desc operation = bias ? new matmul.desc(x, w, b, y) : new matmul.desc(x, w, y);
    var description =
        new matmul.primitive_desc(operation, activation.attributes(), OneDnn.engine());
    return new Primitive(
        new matmul(description),
        IntStream.range(0, descriptors.length).map(i -> ids[i]).toArray(),
        descriptors);
  }

  private static memory.desc matrix(long rows, long columns, boolean transposed) {
    long[] sizes = {rows, columns};
    return transposed ? OneDnn.strided(sizes, 1, rows) : OneDnn.strided(sizes, columns, 1);
  }
}
