package org.menagerie.layers.kernel;

import java.util.Arrays;
import java.util.stream.Stream;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;

/**
 * oneDNN's primitives for one shape of convolution: the arithmetic, and the weights' reorder.
 *
 * <p>The images stay NHWC; the weights go to the format that oneDNN likes best for the shape, which
 * is several times faster than any given one.
 *
 * @param reorder between Deeplearning4j's weights and oneDNN's, in the direction of the pass
 * @param arithmetic the convolution on oneDNN's weights
 * @param weightBytes the size of oneDNN's weights
 */
record ConvolutionPlan(Primitive reorder, Primitive arithmetic, long weightBytes)
    implements AutoCloseable {
  private static final dnnl.algorithm AUTO = dnnl.algorithm.convolution_auto;

  /** Key of a plan for y. */
  record Forward(ImageShape shape, boolean bias, Fused activation) {
    ConvolutionPlan plan() {
      return OneDnn.cached(this, ConvolutionPlan.class, Forward::build);
    }

    private ConvolutionPlan build() {
      Layouts l = new Layouts(shape);
      var description = l.forward(bias, activation);
      memory.desc weights = description.weights_desc();
      int[] ids = {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_DST, dnnl.DNNL_ARG_BIAS};
      Primitive arithmetic =
          l.bind(new convolution_forward(description), ids, bias, l.x, weights, l.y);
      return new ConvolutionPlan(reorder(l.w, weights), arithmetic, weights.get_size());
    }
  }

  /** Key of a plan for dW and db. */
  record BackwardWeights(ImageShape shape, boolean bias) {
    ConvolutionPlan plan() {
      return OneDnn.cached(this, ConvolutionPlan.class, BackwardWeights::build);
    }

    private ConvolutionPlan build() {
      Layouts l = new Layouts(shape);
      var operation =
          bias
              ? new convolution_backward_weights.desc(
                  AUTO, l.x, l.any, l.b, l.y, l.strides, l.skipped, l.before, l.after)
              : new convolution_backward_weights.desc(
                  AUTO, l.x, l.any, l.y, l.strides, l.skipped, l.before, l.after);
      var description =
          new convolution_backward_weights.primitive_desc(
              operation, OneDnn.engine(), l.forward(bias, Fused.NONE));
      memory.desc weights = description.diff_weights_desc();
      int[] ids = {
        dnnl.DNNL_ARG_SRC,
        dnnl.DNNL_ARG_DIFF_WEIGHTS,
        dnnl.DNNL_ARG_DIFF_DST,
        dnnl.DNNL_ARG_DIFF_BIAS
      };
      Primitive arithmetic =
          l.bind(new convolution_backward_weights(description), ids, bias, l.x, weights, l.y);
      return new ConvolutionPlan(reorder(weights, l.w), arithmetic, weights.get_size());
    }
  }

  /** Key of a plan for dx. */
  record BackwardData(ImageShape shape) {
    ConvolutionPlan plan() {
      return OneDnn.cached(this, ConvolutionPlan.class, BackwardData::build);
    }

    private ConvolutionPlan build() {
      Layouts l = new Layouts(shape);
      var operation =
          new convolution_backward_data.desc(
              AUTO, l.x, l.any, l.y, l.strides, l.skipped, l.before, l.after);
      var description =
          new convolution_backward_data.primitive_desc(
              operation, OneDnn.engine(), l.forward(false, Fused.NONE));
      memory.desc weights = description.weights_desc();
      int[] ids = {dnnl.DNNL_ARG_DIFF_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_DIFF_DST};
      Primitive arithmetic =
          l.bind(new convolution_backward_data(description), ids, false, l.x, weights, l.y);
      return new ConvolutionPlan(reorder(l.w, weights), arithmetic, weights.get_size());
    }
  }

  @Override
  public void close() {
    reorder.close();
    arithmetic.close();
  }

  private static Primitive reorder(memory.desc from, memory.desc to) {
    var description = new reorder.primitive_desc(OneDnn.engine(), from, OneDnn.engine(), to);
    int[] ids = {dnnl.DNNL_ARG_FROM, dnnl.DNNL_ARG_TO};
    return new Primitive(new reorder(description), ids, from, to);
  }

  /** The layouts of one shape's arrays. */
  private static final class Layouts {
    final memory.desc x;
    final memory.desc y;
    final memory.desc w;
    final memory.desc any;
    final memory.desc b;
    final long[] strides;
    final long[] skipped;
    final long[] before;
    final long[] after;

    Layouts(ImageShape shape) {
      long[] weights = {
        shape.outChannels(), shape.channels(), shape.vertical().size(), shape.horizontal().size()
      };
      x = OneDnn.images(shape.batch(), shape.height(), shape.width(), shape.channels());
      y = OneDnn.images(shape.batch(), shape.outHeight(), shape.outWidth(), shape.outChannels());
      w = OneDnn.format(memory.format_tag.oihw, weights);
      any = OneDnn.format(memory.format_tag.any, weights);
      b = OneDnn.format(memory.format_tag.x, shape.outChannels());
      strides = shape.strides();
      skipped = shape.skipped();
      before = shape.paddingBefore();
      after = shape.paddingAfter();
    }

    convolution_forward.primitive_desc forward(boolean bias, Fused activation) {
      dnnl.prop_kind kind = dnnl.prop_kind.forward_training;
      var operation =
          bias
              ? new convolution_forward.desc(
                  kind, AUTO, x, any, b, y, strides, skipped, before, after)
              : new convolution_forward.desc(
                  kind, AUTO, x, any, y, strides, skipped, before, after);
      return new convolution_forward.primitive_desc(
          operation, PostOps.of(activation).attributes(), OneDnn.engine());
    }

    Primitive bind(
        org.bytedeco.dnnl.primitive operation, int[] ids, boolean bias, memory.desc... data) {
      if (!bias) {
        return new Primitive(operation, ids, data);
      }
      memory.desc[] all =
          Stream.concat(Arrays.stream(data), Stream.of(b)).toArray(memory.desc[]::new);
      return new Primitive(operation, ids, all);
    }
  }
}
