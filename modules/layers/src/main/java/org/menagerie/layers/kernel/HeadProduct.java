package org.menagerie.layers.kernel;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.FloatPointer;

/**
 * One product of all heads of a few sequences, straight on the buffer that holds Q, K and V.
 *
 * <p>Q, K and V lie side by side in rows of 3 * width, the heads' outputs in rows of width; oneDNN
 * reads both through strides, so that no head is ever copied out.
 */
record HeadProduct(Kind kind, int sequences, int steps, int heads, int headSize) {

  /** Which product; the scaled ones carry the factor 1 / sqrt(headSize). */
  enum Kind {
    /** Q K^T, scaled: rows x rows -> scores. */
    SCORES,
    /** P V: scores x rows -> context. */
    CONTEXT,
    /** dC V^T: context x rows -> scores. */
    SCORES_GRADIENT,
    /** P^T dC: scores x context -> rows. */
    VALUE_GRADIENT,
    /** dS K, scaled: scores x rows -> rows. */
    QUERY_GRADIENT,
    /** dS^T Q, scaled: scores x rows -> rows. */
    KEY_GRADIENT
  }

  /** Computes {@code result} from the two factors named by the kind. */
  void run(Address left, Address right, Address result) {
    OneDnn.cached(this, HeadProduct::build).run(left, right, result);
  }

  private Primitive build() {
    return switch (kind) {
      case SCORES -> build(rows(false), rows(true), scores(false), true);
      case CONTEXT -> build(scores(false), rows(false), context(), false);
      case SCORES_GRADIENT -> build(context(), rows(true), scores(false), false);
      case VALUE_GRADIENT -> build(scores(true), context(), rows(false), false);
      case QUERY_GRADIENT -> build(scores(false), rows(false), rows(false), true);
      case KEY_GRADIENT -> build(scores(true), rows(false), rows(false), true);
    };
  }

  private Primitive build(memory.desc left, memory.desc right, memory.desc result, boolean scaled) {
    try (primitive_attr attributes = new primitive_attr();
        FloatPointer scale = new FloatPointer((float) (1 / Math.sqrt(headSize)))) {
      if (scaled) {
        attributes.set_output_scales(0, scale);
      }
      var description =
          new matmul.primitive_desc(
              new matmul.desc(left, right, result), attributes, OneDnn.engine());
      int[] ids = {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_DST};
      return new Primitive(new matmul(description), ids, left, right, result);
    }
  }

  // [sequence, head, step, element of the head] in rows of 3 * width
  private memory.desc rows(boolean transposed) {
    return heads(3L * heads * headSize, transposed);
  }

  private memory.desc context() {
    return heads((long) heads * headSize, false);
  }

  private memory.desc heads(long row, boolean transposed) {
    return transposed
        ? OneDnn.strided(sizes(headSize, steps), steps * row, headSize, 1, row)
        : OneDnn.strided(sizes(steps, headSize), steps * row, headSize, row, 1);
  }

  private memory.desc scores(boolean transposed) {
    long square = (long) steps * steps;
    return transposed
        ? OneDnn.strided(sizes(steps, steps), heads * square, square, 1, steps)
        : OneDnn.strided(sizes(steps, steps), heads * square, square, steps, 1);
  }

  private long[] sizes(long rows, long columns) {
    return new long[] {sequences, heads, rows, columns};
  }
}
