package org.menagerie.layers.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.menagerie.layers.TimePooling.Mode;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Pooling as a weighted sum over steps, in plain ND4J operations. */
final class Nd4jTimePooling implements TimePoolingKernel {
  private final Mode mode;
  private INDArray share; // [N, F, T]: what each step counts

  Nd4jTimePooling(Mode mode) {
    this.mode = mode;
  }

  @Override
  public void forward(INDArray x, INDArray mask, INDArray out) {
    OutOfWorkspaces.run(
        () -> {
          INDArray real = real(x, mask, out);
          INDArray cleared = Nd4jSelect.realOnly(real, x.castTo(out.dataType()));
          share = share(cleared, real);
          out.assign(cleared.mul(share).sum(2));
        });
  }

  /** The mask as [N, F, T]. */
  private static INDArray real(INDArray x, INDArray mask, INDArray out) {
    if (mask == null) {
      return Nd4j.ones(out.dataType(), x.shape());
    }
    INDArray steps = mask.neq(0).castTo(out.dataType()).reshape(x.size(0), 1, x.size(2));
    return steps.broadcast(x.shape());
  }

  private INDArray share(INDArray x, INDArray real) {
    return switch (mode) {
      case LAST -> last(real);
      case FIRST -> oneHot(real).muli(real);
      case ENDS -> ends(real);
      case MEAN -> real.div(Transforms.max(real.sum(true, 2), 1).broadcast(real.shape()));
      case MAX -> oneHot(x.add(real.sub(1).muli(1e30))).muli(real);
    };
  }

  private static INDArray last(INDArray real) {
    return oneHot(real.mul(positions(real))).muli(real);
  }

  /** 1 to T along time. */
  private static INDArray positions(INDArray like) {
    INDArray steps = Nd4j.arange((double) like.size(2)).addi(1).castTo(like.dataType());
    return steps.reshape(1, 1, like.size(2)).broadcast(like.shape());
  }

  private static INDArray ends(INDArray real) {
    long half = real.size(1) / 2;
    INDArray ends = oneHot(real).muli(real);
    ends.get(all(), interval(0, half), all())
        .assign(last(real).get(all(), interval(0, half), all()));
    return ends;
  }

  /** 1 at the first of each row's largest values over time. */
  private static INDArray oneHot(INDArray values) {
    long[] column = {values.size(0), values.size(1), 1};
    INDArray first = values.argMax(2).castTo(values.dataType()).reshape(column).addi(1);
    return positions(values).eq(first.broadcast(values.shape())).castTo(values.dataType());
  }

  @Override
  public void backward(INDArray epsilon, INDArray dx) {
    long[] column = {dx.size(0), dx.size(1), 1};
    OutOfWorkspaces.run(
        () -> {
          INDArray gradient = epsilon.castTo(dx.dataType()).dup('c').reshape(column);
          dx.assign(share.mul(gradient.broadcast(dx.shape())));
        });
  }
}
