package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link CrossEntropyKernel} in plain ND4J operations. */
final class Nd4jCrossEntropy implements CrossEntropyKernel {
  @Override
  public void softmax(INDArray logits) {
    Transforms.softmax(logits, false);
  }

  @Override
  public double lossAndGradient(INDArray logits, INDArray labels, INDArray mask) {
    softmax(logits);
    INDArray logs = Transforms.log(Transforms.max(logits, SMALLEST, true), false);
    INDArray terms = logs.muli(labels);
    logits.subi(labels);
    if (mask != null) {
      terms.muliColumnVector(mask);
      logits.muliColumnVector(mask);
    }
    return -terms.sumNumber().doubleValue();
  }
}
