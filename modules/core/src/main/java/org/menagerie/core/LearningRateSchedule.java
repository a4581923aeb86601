package org.menagerie.core;

import java.util.function.DoubleUnaryOperator;

/** How the learning rate changes over training: a factor for each share of the steps done. */
public enum LearningRateSchedule {
  CONSTANT(p -> 1),
  /** A tenth after each third of the training. */
  STEP(p -> Math.pow(0.1, Math.min(2, Math.floor(3 * p)))),
  /** Falls evenly on a logarithmic scale, to a hundredth. */
  EXPONENTIAL(p -> Math.pow(0.01, p)),
  /** 1 / (1 + 10 p). */
  INVERSE(p -> 1 / (1 + 10 * p)),
  /** Falls on a straight line, to 0. */
  LINEAR(p -> 1 - p),
  /** Falls on half a cosine wave, to 0 (Loshchilov and Hutter, 2017). */
  COSINE(p -> 0.5 * (1 + Math.cos(Math.PI * p))),
  /** Rises from 0 over a twentieth of the training, then falls on half a cosine wave. */
  WARMUP_COSINE(p -> p < 0.05 ? p / 0.05 : 0.5 * (1 + Math.cos(Math.PI * (p - 0.05) / 0.95))),
  /** Rises from a tenth over 30 % of the training, then falls to 0 (Smith, 2018). */
  ONE_CYCLE(p -> p < 0.3 ? 0.1 + 0.9 * p / 0.3 : 0.5 * (1 + Math.cos(Math.PI * (p - 0.3) / 0.7)));

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final DoubleUnaryOperator factor;

  LearningRateSchedule(DoubleUnaryOperator factor) {
    this.factor = factor;
  }

  /** The factor on the learning rate when the share {@code progress}, in [0, 1], is done. */
  public double factor(double progress) {
    return factor.applyAsDouble(Math.min(1, Math.max(0, progress)));
  }
}
