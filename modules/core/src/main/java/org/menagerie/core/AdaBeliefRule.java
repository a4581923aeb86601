package org.menagerie.core;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdaBeliefUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** AdaBelief with a state of the shape that it wants; Deeplearning4j's own always throws. */
public final class AdaBeliefRule extends AdaBelief {
  private static final long serialVersionUID = 1L;

  /** The rule with a learning rate for every update. */
  @JsonCreator
  public AdaBeliefRule(@JsonProperty("learningRateSchedule") ISchedule learningRate) {
    super(learningRate);
  }

  @Override
  public GradientUpdater<AdaBelief> instantiate(INDArray state, boolean initialize) {
    long parameters = state.length() / 2; // two moments each
    AdaBeliefUpdater rule = new AdaBeliefUpdater(this);
    rule.setStateViewArray(
        state.reshape(1, 2 * parameters), new long[] {1, parameters}, 'c', initialize);
    return rule;
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // Cloneable by Deeplearning4j's contract alone
  public AdaBeliefRule clone() {
    return new AdaBeliefRule(getLearningRateSchedule());
  }
}
