package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Layer normalisation in plain ND4J operations. */
final class Nd4jLayerNorm implements LayerNormKernel {
  private INDArray normalised;
  private INDArray deviation;

  @Override
  public void forward(INDArray x, INDArray gain, INDArray bias, double epsilon, INDArray y) {
    OutOfWorkspaces.run(
        () -> {
          INDArray centred = x.subColumnVector(x.mean(true, 1));
          deviation = Transforms.sqrt(centred.mul(centred).mean(true, 1).addi(epsilon), false);
          normalised = centred.diviColumnVector(deviation);
          y.assign(normalised.mulRowVector(gain).addiRowVector(bias));
        });
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
    gainGradient.assign(dy.mul(normalised).sum(true, 0));
    biasGradient.assign(dy.sum(true, 0));
    INDArray gradient = dy.mulRowVector(gain);
    INDArray along = gradient.mul(normalised).mean(true, 1);
    gradient.subiColumnVector(gradient.mean(true, 1));
    gradient.subi(normalised.mulColumnVector(along));
    dx.assign(gradient.diviColumnVector(deviation));
  }
}
