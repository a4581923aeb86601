package org.menagerie.core;

import org.menagerie.layers.GeluActivation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;

/** The activation functions on offer for hidden layers, by their usual names. */
public enum ActivationFunction {
  IDENTITY(Activation.IDENTITY),
  SIGMOID(Activation.SIGMOID),
  HARD_SIGMOID(Activation.HARDSIGMOID),
  TANH(Activation.TANH),
  HARD_TANH(Activation.HARDTANH),
  RELU(Activation.RELU),
  RELU6(Activation.RELU6),
  LEAKY_RELU(Activation.LEAKYRELU),
  ELU(Activation.ELU),
  SELU(Activation.SELU),
  GELU(new GeluActivation()),
  SWISH(new SwishActivation()),
  MISH(new MishActivation()),
  SOFTPLUS(new SoftplusActivation()),
  SOFTSIGN(Activation.SOFTSIGN);

  @SuppressWarnings("ImmutableEnumChecker") // no function on offer has a state
  private final IActivation function;

  ActivationFunction(Activation named) {
    this(named.getActivationFunction());
  }

  ActivationFunction(IActivation function) {
    this.function = function;
  }

  /** The function for Deeplearning4j. */
  public IActivation dl4j() {
    return function;
  }
}
