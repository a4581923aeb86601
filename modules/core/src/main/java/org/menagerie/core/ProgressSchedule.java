package org.menagerie.core;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A {@link LearningRateSchedule} over a known number of steps, as Deeplearning4j's updaters ask it.
 */
public final class ProgressSchedule implements ISchedule {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final LearningRateSchedule shape;
  @JsonProperty private final double initial;
  @JsonProperty private final long steps;

  /**
   * A schedule.
   *
   * @param initial the learning rate that the factors scale
   * @param steps updates in the whole training
   */
  public ProgressSchedule(
      @JsonProperty("shape") LearningRateSchedule shape,
      @JsonProperty("initial") double initial,
      @JsonProperty("steps") long steps) {
    this.shape = Objects.requireNonNull(shape);
    this.initial = initial;
    this.steps = steps;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return initial * shape.factor((double) iteration / steps);
  }

  @Override
  @SuppressWarnings({
    "MissingSuperCall",
    "CloneDoesntDeclareCloneNotSupportedException"
  }) // immutable
  public ISchedule clone() {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProgressSchedule s
        && s.shape == shape
        && s.initial == initial
        && s.steps == steps;
  }

  @Override
  public int hashCode() {
    return Objects.hash(shape, initial, steps);
  }
}
