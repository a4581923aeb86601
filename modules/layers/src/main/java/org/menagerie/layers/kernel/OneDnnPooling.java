package org.menagerie.layers.kernel;

import java.util.Arrays;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link PoolingKernel} on NHWC arrays through oneDNN. */
final class OneDnnPooling implements PoolingKernel {
  private final Kind kind;
  // where each maximum came from, in oneDNN's own form
  private final Scratch origins = new Scratch();

  OneDnnPooling(Kind kind) {
    this.kind = kind;
  }

  @Override
  public void forward(ImageShape shape, INDArray x, INDArray y) {
    Primitive primitive = OneDnn.cached(new Forward(shape, kind), Forward::build);
    run(primitive, Address.of(x), Address.of(y));
  }

  @Override
  public void backward(ImageShape shape, INDArray x, INDArray dy, INDArray dx) {
    Primitive primitive = OneDnn.cached(new Backward(shape, kind), Backward::build);
    run(primitive, Address.of(dy), Address.of(dx));
  }

  private void run(Primitive primitive, Address from, Address to) {
    if (kind == Kind.MAX) {
      primitive.run(from, to, origins.bytes(primitive.bytes(2)));
    } else {
      primitive.run(from, to);
    }
  }

  private static dnnl.algorithm formula(Kind kind) {
    return switch (kind) {
      case MAX -> dnnl.algorithm.pooling_max;
      case AVERAGE -> dnnl.algorithm.pooling_avg_exclude_padding;
      case AVERAGE_WITH_PADDING -> dnnl.algorithm.pooling_avg_include_padding;
    };
  }

  private static memory.desc input(ImageShape s) {
    return OneDnn.images(s.batch(), s.height(), s.width(), s.channels());
  }

  private static memory.desc output(ImageShape s) {
    return OneDnn.images(s.batch(), s.outHeight(), s.outWidth(), s.channels());
  }

  /** Leaves the workspace out where there is none. */
  private static memory.desc[] layouts(Kind kind, memory.desc... all) {
    return kind == Kind.MAX ? all : Arrays.copyOf(all, 2);
  }

  private record Forward(ImageShape shape, Kind kind) {
    pooling_forward.primitive_desc description() {
      return new pooling_forward.primitive_desc(
          new pooling_forward.desc(
              dnnl.prop_kind.forward_training,
              formula(kind),
              input(shape),
              output(shape),
              shape.strides(),
              shape.window(),
              shape.paddingBefore(),
              shape.paddingAfter()),
          OneDnn.engine());
    }

    Primitive build() {
      var description = description();
      int[] ids = {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DST, dnnl.DNNL_ARG_WORKSPACE};
      return new Primitive(
          new pooling_forward(description),
          ids,
          layouts(kind, input(shape), output(shape), description.workspace_desc()));
    }
  }

  private record Backward(ImageShape shape, Kind kind) {
    Primitive build() {
      var forward = new Forward(shape, kind).description();
      var description =
          new pooling_backward.primitive_desc(
              new pooling_backward.desc(
                  formula(kind),
                  input(shape),
                  output(shape),
                  shape.strides(),
                  shape.window(),
                  shape.paddingBefore(),
                  shape.paddingAfter()),
              OneDnn.engine(),
              forward);
      int[] ids = {dnnl.DNNL_ARG_DIFF_DST, dnnl.DNNL_ARG_DIFF_SRC, dnnl.DNNL_ARG_WORKSPACE};
      return new Primitive(
          new pooling_backward(description),
          ids,
          layouts(kind, output(shape), input(shape), forward.workspace_desc()));
    }
  }
}
