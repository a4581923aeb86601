package org.menagerie.core;

import org.nd4j.linalg.activations.Activation;

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
  GELU(Activation.GELU),
  SWISH(Activation.SWISH),
  MISH(Activation.MISH),
  SOFTPLUS(Activation.SOFTPLUS),
  SOFTSIGN(Activation.SOFTSIGN);

  private final Activation dl4j;

  ActivationFunction(Activation dl4j) {
    this.dl4j = dl4j;
  }

  /** The function in Deeplearning4j. */
  public Activation dl4j() {
    return dl4j;
  }
}
