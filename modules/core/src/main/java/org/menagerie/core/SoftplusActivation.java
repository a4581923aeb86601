package org.menagerie.core;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** log(1 + exp(x)), a smooth ReLU (Dugas et al., 2001). */
public final class SoftplusActivation extends SmoothActivation {
  private static final long serialVersionUID = 1L;

  @Override
  INDArray value(INDArray x) {
    return softplus(x);
  }

  @Override
  INDArray slope(INDArray x) {
    return Transforms.sigmoid(x, true);
  }
}
