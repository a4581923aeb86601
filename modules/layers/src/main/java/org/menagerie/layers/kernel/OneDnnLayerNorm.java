package org.menagerie.layers.kernel;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.layer_normalization_backward;
import org.bytedeco.dnnl.layer_normalization_forward;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layer normalisation through oneDNN's primitive. */
final class OneDnnLayerNorm implements LayerNormKernel {
  private static final int FLAGS = dnnl.dnnl_use_scale | dnnl.dnnl_use_shift;

  private final Scratch statistics = new Scratch();

  @Override
  public void forward(INDArray x, INDArray gain, INDArray bias, double epsilon, INDArray y) {
    long rows = x.size(0);
    Address mean = statistics.floats(2 * rows);
    OneDnn.cached(new Forward(rows, x.size(1), (float) epsilon), Forward::build)
        .run(
            Address.of(x),
            Address.of(gain),
            Address.of(bias),
            mean,
            mean.plus(rows),
            Address.of(y));
  }

  @Override
  public void backward(
      INDArray x,
      INDArray gain,
      double epsilon,
      INDArray dy,
      INDArray dx,
      INDArray gainGradient,
      INDArray biasGradient) {
    long rows = x.size(0);
    Address mean = statistics.floats(2 * rows);
    Forward forward = new Forward(rows, x.size(1), (float) epsilon);
    OneDnn.cached(new Backward(forward), Backward::build)
        .run(
            Address.of(x),
            Address.of(gain),
            Address.of(gain), // the bias: asked for, never read
            mean,
            mean.plus(rows),
            Address.of(dy),
            Address.of(dx),
            Address.of(gainGradient),
            Address.of(biasGradient));
  }

  private record Forward(long rows, long columns, float epsilon) {
    memory.desc matrix() {
      return OneDnn.strided(new long[] {rows, columns}, columns, 1);
    }

    memory.desc perRow() {
      return OneDnn.strided(new long[] {rows}, 1);
    }

    memory.desc perColumn() {
      return OneDnn.strided(new long[] {columns}, 1);
    }

    layer_normalization_forward.primitive_desc description() {
      var operation =
          new layer_normalization_forward.desc(
              dnnl.dnnl_forward_training, matrix(), perRow(), epsilon, FLAGS);
      return new layer_normalization_forward.primitive_desc(operation, OneDnn.engine());
    }

    Primitive build() {
      int[] ids = {
        dnnl.DNNL_ARG_SRC,
        dnnl.DNNL_ARG_SCALE,
        dnnl.DNNL_ARG_SHIFT,
        dnnl.DNNL_ARG_MEAN,
        dnnl.DNNL_ARG_VARIANCE,
        dnnl.DNNL_ARG_DST
      };
      return new Primitive(
          new layer_normalization_forward(description()),
          ids,
          matrix(),
          perColumn(),
          perColumn(),
          perRow(),
          perRow(),
          matrix());
    }
  }

  private record Backward(Forward forward) {
    Primitive build() {
      memory.desc matrix = forward.matrix();
      memory.desc row = forward.perRow();
      memory.desc column = forward.perColumn();
      var operation =
          new layer_normalization_backward.desc(
              dnnl.dnnl_backward, matrix, matrix, row, forward.epsilon(), FLAGS);
      var description =
          new layer_normalization_backward.primitive_desc(
              operation, OneDnn.engine(), forward.description());
      int[] ids = {
        dnnl.DNNL_ARG_SRC,
        dnnl.DNNL_ARG_SCALE,
        dnnl.DNNL_ARG_SHIFT,
        dnnl.DNNL_ARG_MEAN,
        dnnl.DNNL_ARG_VARIANCE,
        dnnl.DNNL_ARG_DIFF_DST,
        dnnl.DNNL_ARG_DIFF_SRC,
        dnnl.DNNL_ARG_DIFF_SCALE,
        dnnl.DNNL_ARG_DIFF_SHIFT
      };
      return new Primitive(
          new layer_normalization_backward(description),
          ids,
          matrix,
          column,
          column,
          row,
          row,
          matrix,
          matrix,
          column,
          column);
    }
  }
}
