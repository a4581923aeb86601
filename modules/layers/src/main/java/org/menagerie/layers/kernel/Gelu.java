package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** GELU in its exact form, z Phi(z), Phi being the normal distribution function. */
public final class Gelu {
  private static final double DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

  private Gelu() {}

  /** Replaces z by z Phi(z). */
  public static void apply(INDArray z) {
    if (isNative(z)) {
      Address values = Address.of(z);
      new OneDnnGelu(z.length()).forward(values, values);
    } else {
      z.assign(of(z));
    }
  }

  /** Multiplies a gradient by the derivative at z, Phi(z) + z phi(z), in place. */
  public static void gradient(INDArray z, INDArray gradient) {
    if (isNative(z) && isNative(gradient) && z.ordering() == gradient.ordering()) {
      new OneDnnGelu(z.length()).gradient(Address.of(z), Address.of(gradient));
    } else {
      gradient.muli(derivative(z));
    }
  }

  /** z Phi(z) in ND4J operations, as a new array. */
  static INDArray of(INDArray z) {
    return distribution(z).muli(z);
  }

  /** Phi(z) + z phi(z) in ND4J operations, as a new array. */
  static INDArray derivative(INDArray z) {
    INDArray density = Transforms.exp(z.mul(z).muli(-0.5), false).muli(DENSITY_AT_0);
    return density.muli(z).addi(distribution(z));
  }

  // elements without gaps, so that their order in memory does not matter
  private static boolean isNative(INDArray array) {
    return Kernels.of(array.dataType()) == Kernels.ONEDNN && array.elementWiseStride() == 1;
  }

  private static INDArray distribution(INDArray z) {
    INDArray scaled = z.mul(Math.sqrt(0.5));
    return Nd4j.getExecutioner().exec(new Erf(scaled, scaled)).addi(1).muli(0.5);
  }
}
