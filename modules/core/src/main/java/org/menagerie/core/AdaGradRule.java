package org.menagerie.core;

import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** AdaGrad whose copies keep their schedule; those of Deeplearning4j's own are left without. */
public final class AdaGradRule extends AdaGrad {
  private static final long serialVersionUID = 1L;

  /** The rule with a learning rate for every update. */
  @JsonCreator
  public AdaGradRule(@JsonProperty("learningRateSchedule") ISchedule learningRate) {
    super(learningRate);
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // the very call that loses the schedule
  public AdaGradRule clone() {
    return new AdaGradRule(getLearningRateSchedule());
  }
}
