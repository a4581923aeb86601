package org.menagerie.core;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** x σ(x), also called SiLU (Ramachandran et al., 2017). */
public final class SwishActivation extends SmoothActivation {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray value(INDArray x) {
    return Transforms.sigmoid(x, true).muli(x);
  }

  // σ + x σ (1 - σ)
  @Override
  INDArray slope(INDArray x) {
    INDArray sigmoid = Transforms.sigmoid(x, true);
    return sigmoid.rsub(1).muli(x).addi(1).muli(sigmoid);
  }
}
