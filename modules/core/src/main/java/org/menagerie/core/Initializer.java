package org.menagerie.core;

import org.deeplearning4j.nn.weights.WeightInit;

/**
 * How weights start: the distribution's variance as a function of the layer's fan-in and fan-out.
 */
public enum Initializer {
  /** Normal, variance 2 / (in + out) (Glorot and Bengio, 2010). */
  XAVIER(WeightInit.XAVIER),
  /** Uniform, variance 2 / (in + out) (Glorot and Bengio, 2010). */
  XAVIER_UNIFORM(WeightInit.XAVIER_UNIFORM),
  /** Normal, variance 2 / in (He et al., 2015). */
  HE(WeightInit.RELU),
  /** Uniform, variance 2 / in (He et al., 2015). */
  HE_UNIFORM(WeightInit.RELU_UNIFORM),
  /** Normal, variance 1 / in (LeCun et al., 1998). */
  LECUN(WeightInit.LECUN_NORMAL),
  /** Uniform, variance 1 / in (LeCun et al., 1998). */
  LECUN_UNIFORM(WeightInit.LECUN_UNIFORM),
  /** Uniform in [-1/sqrt(in), 1/sqrt(in)]. */
  UNIFORM(WeightInit.UNIFORM),
  /** All weights 0: a network with hidden layers cannot break the symmetry; for lessons. */
  ZERO(WeightInit.ZERO);

  private final WeightInit dl4j;

  Initializer(WeightInit dl4j) {
    this.dl4j = dl4j;
  }

  /** The scheme in Deeplearning4j. */
  public WeightInit dl4j() {
    return dl4j;
  }
}
