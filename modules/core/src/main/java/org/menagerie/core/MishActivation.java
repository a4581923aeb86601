package org.menagerie.core;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** x tanh(log(1 + exp(x))) (Misra, 2019). */
public final class MishActivation extends SmoothActivation {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray value(INDArray x) {
    return Transforms.tanh(softplus(x), false).muli(x);
  }

  // t + x (1 - t²) σ(x), where t = tanh(softplus(x))
  @Override
  INDArray slope(INDArray x) {
    INDArray t = Transforms.tanh(softplus(x), false);
    return t.mul(t).rsubi(1).muli(x).muli(Transforms.sigmoid(x, true)).addi(t);
  }
}
