package org.menagerie.layers.kernel;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** An activation that a kernel applies in the same pass, and differentiates from its output. */
public enum Fused {
  /** f(z) = z, also what a kernel computes when another class applies the activation. */
  NONE,
  /** f(z) = max(0, z). */
  RELU,
  /** f(z) = tanh z. */
  TANH,
  /** f(z) = 1 / (1 + exp(-z)). */
  SIGMOID;

  /** Whether the kernels can apply this Deeplearning4j activation themselves. */
  public static boolean supports(IActivation activation) {
    return activation instanceof ActivationIdentity || of(activation) != NONE;
  }

  /** The fused form of a Deeplearning4j activation, NONE when there is none. */
  public static Fused of(IActivation activation) {
    // a ReLU with a slope, a threshold or a maximum is not equal to a plain one
    if (activation.equals(new ActivationReLU())) {
      return RELU;
    }
    if (activation.getClass() == ActivationTanH.class) {
      return TANH;
    }
    return activation.getClass() == ActivationSigmoid.class ? SIGMOID : NONE;
  }
}
