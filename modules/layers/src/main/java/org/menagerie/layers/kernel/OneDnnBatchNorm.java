package org.menagerie.layers.kernel;

import java.util.Arrays;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link BatchNormKernel} through oneDNN, ReLU applied in the same pass. */
final class OneDnnBatchNorm implements BatchNormKernel {
  // plain operations will do for what frozen layers alone need
  private final Nd4jBatchNorm fixed;
  private final float epsilon;
  private final boolean relu;
  // which elements ReLU let through, in oneDNN's own form
  private final Scratch passed = new Scratch();

  OneDnnBatchNorm(double epsilon, Fused activation) {
    fixed = new Nd4jBatchNorm(epsilon, activation);
    this.epsilon = (float) epsilon;
    relu = activation == Fused.RELU;
  }

  @Override
  public void train(
      INDArray x, INDArray gamma, INDArray beta, INDArray mean, INDArray var, INDArray y) {
    Primitive primitive = OneDnn.cached(new Forward(shape(x), epsilon, relu, true), Forward::build);
    run(primitive, x, gamma, beta, mean, var, y, true);
  }

  @Override
  public void infer(
      INDArray x, INDArray gamma, INDArray beta, INDArray mean, INDArray var, INDArray y) {
    Primitive primitive =
        OneDnn.cached(new Forward(shape(x), epsilon, relu, false), Forward::build);
    run(primitive, x, gamma, beta, mean, var, y, false);
  }

  @Override
  public void backward(
      BatchNormArrays forward, INDArray dy, INDArray dgamma, INDArray dbeta, INDArray dx) {
    Primitive primitive =
        OneDnn.cached(new Backward(shape(forward.x()), epsilon, relu), Backward::build);
    Address[] arguments = {
      Address.of(forward.x()),
      Address.of(forward.mean()),
      Address.of(forward.var()),
      Address.of(forward.gamma()),
      Address.of(forward.beta()),
      Address.of(dy),
      Address.of(dx),
      Address.of(dgamma),
      Address.of(dbeta),
      null
    };
    run(primitive, arguments, relu);
  }

  @Override
  public void backwardFixed(
      BatchNormArrays forward, INDArray dy, INDArray dgamma, INDArray dbeta, INDArray dx) {
    fixed.backwardFixed(forward, dy, dgamma, dbeta, dx);
  }

  private void run(
      Primitive primitive,
      INDArray x,
      INDArray gamma,
      INDArray beta,
      INDArray mean,
      INDArray var,
      INDArray y,
      boolean training) {
    Address[] arguments = {
      Address.of(x),
      Address.of(mean),
      Address.of(var),
      Address.of(gamma),
      Address.of(beta),
      Address.of(y),
      null
    };
    run(primitive, arguments, relu && training);
  }

  /** Runs with the last argument set to ReLU's memory, or left out. */
  private void run(Primitive primitive, Address[] arguments, boolean remember) {
    int last = arguments.length - 1;
    if (remember) {
      arguments[last] = passed.bytes(primitive.bytes(last));
    }
    primitive.run(remember ? arguments : Arrays.copyOf(arguments, last));
  }

  /** [batch, height, width, channels], with height and width 1 for a matrix. */
  private static Images shape(INDArray x) {
    return x.rank() == 2
        ? new Images(x.size(0), 1, 1, x.size(1))
        : new Images(x.size(0), x.size(1), x.size(2), x.size(3));
  }

  private record Images(long batch, long height, long width, long channels) {
    memory.desc layout() {
      return OneDnn.images(batch, height, width, channels);
    }

    memory.desc perChannel() {
      return OneDnn.format(memory.format_tag.x, channels);
    }
  }

  private static int flags(boolean relu, boolean training) {
    return dnnl.dnnl_use_scale
        | dnnl.dnnl_use_shift
        | (relu ? dnnl.dnnl_fuse_norm_relu : 0)
        | (training ? 0 : dnnl.dnnl_use_global_stats);
  }

  private record Forward(Images images, float epsilon, boolean relu, boolean training) {
    batch_normalization_forward.primitive_desc description() {
      int kind = training ? dnnl.dnnl_forward_training : dnnl.dnnl_forward_inference;
      return new batch_normalization_forward.primitive_desc(
          new batch_normalization_forward.desc(
              kind, images.layout(), epsilon, flags(relu, training)),
          OneDnn.engine());
    }

    Primitive build() {
      var description = description();
      memory.desc channel = images.perChannel();
      memory.desc data = images.layout();
      int[] ids = {
        dnnl.DNNL_ARG_SRC,
        dnnl.DNNL_ARG_MEAN,
        dnnl.DNNL_ARG_VARIANCE,
        dnnl.DNNL_ARG_SCALE,
        dnnl.DNNL_ARG_SHIFT,
        dnnl.DNNL_ARG_DST,
        dnnl.DNNL_ARG_WORKSPACE
      };
      memory.desc[] layouts = {
        data, channel, channel, channel, channel, data, description.workspace_desc()
      };
      return new Primitive(
          new batch_normalization_forward(description),
          ids,
          relu && training ? layouts : Arrays.copyOf(layouts, layouts.length - 1));
    }
  }

  private record Backward(Images images, float epsilon, boolean relu) {
    Primitive build() {
      memory.desc channel = images.perChannel();
      memory.desc data = images.layout();
      var forward = new Forward(images, epsilon, relu, true).description();
      var description =
          new batch_normalization_backward.primitive_desc(
              new batch_normalization_backward.desc(
                  dnnl.dnnl_backward, data, data, epsilon, flags(relu, true)),
              OneDnn.engine(),
              forward);
      int[] ids = {
        dnnl.DNNL_ARG_SRC,
        dnnl.DNNL_ARG_MEAN,
        dnnl.DNNL_ARG_VARIANCE,
        dnnl.DNNL_ARG_SCALE,
        dnnl.DNNL_ARG_SHIFT,
        dnnl.DNNL_ARG_DIFF_DST,
        dnnl.DNNL_ARG_DIFF_SRC,
        dnnl.DNNL_ARG_DIFF_SCALE,
        dnnl.DNNL_ARG_DIFF_SHIFT,
        dnnl.DNNL_ARG_WORKSPACE
      };
      memory.desc[] layouts = {
        data,
        channel,
        channel,
        channel,
        channel,
        data,
        data,
        channel,
        channel,
        forward.workspace_desc()
      };
      return new Primitive(
          new batch_normalization_backward(description),
          ids,
          relu ? layouts : Arrays.copyOf(layouts, layouts.length - 1));
    }
  }
}
