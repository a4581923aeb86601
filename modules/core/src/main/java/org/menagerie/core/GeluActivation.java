package org.menagerie.core;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * x Φ(x) in the approximation of the paper's equation 2, x/2 (1 + tanh(u)) with u = √(2/π) (x +
 * 0.044715 x³), within 5e-4 of the exact function (Hendrycks and Gimpel, 2016).
 *
 * <p>Deeplearning4j's own function is the paper's coarser x σ(1.702 x), off by up to 0.02.
 */
public final class GeluActivation extends SmoothActivation {
  private static final long serialVersionUID = 1L;
  private static final double SCALE = Math.sqrt(2 / Math.PI);
  private static final double CUBIC = 0.044715;

  @Override
  INDArray value(INDArray x) {
    return tanh(x).addi(1).muli(x).muli(0.5);
  }

  // (1 + t)/2 + x/2 (1 - t²) u', where t = tanh(u)
  @Override
  INDArray slope(INDArray x) {
    INDArray t = tanh(x);
    INDArray inner = x.mul(x).muli(3 * CUBIC).addi(1).muli(SCALE);
    return t.mul(t).rsubi(1).muli(inner).muli(x).addi(t).addi(1).muli(0.5);
  }

  private static INDArray tanh(INDArray x) {
    INDArray u = x.mul(x).muli(CUBIC).addi(1).muli(x).muli(SCALE);
    return Transforms.tanh(u, false);
  }
}
