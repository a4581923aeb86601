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
    // the maximum turns NaN into a number, a product with 0 does not
    INDArray terms = logs.addi(logits.mul(0)).muli(labels);
    logits.subi(labels);
    if (mask != null) {
      INDArray factors = mask.broadcast(logits.shape());
      terms = Nd4jSelect.realOnly(factors, terms).muli(factors);
      logits.assign(Nd4jSelect.realOnly(factors, logits).muli(factors));
    }
    return -terms.sumNumber().doubleValue();
  }
}
