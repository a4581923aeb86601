package org.menagerie.core;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.NadamUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adam with Nesterov's momentum (Dozat, 2016): the step is lr (β₁ m̂ + (1 - β₁) ĝ) / (√v̂ + ε) with
 * m̂ = m / (1 - β₁ᵗ⁺¹), ĝ = g / (1 - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ).
 *
 * <p>Deeplearning4j's own leaves v without its correction: its first steps are about 40 times too
 * large.
 */
public final class NadamRule extends Nadam {
  private static final long serialVersionUID = 1L;

  /** The rule with a learning rate for every update and the paper's decay rates. */
  @JsonCreator
  public NadamRule(@JsonProperty("learningRateSchedule") ISchedule learningRate) {
    super(learningRate);
  }

  @Override
  public GradientUpdater<Nadam> instantiate(INDArray state, boolean initialize) {
    long parameters = state.length() / 2; // two moments each
    Corrected rule = new Corrected(this);
    rule.setStateViewArray(
        state.reshape(1, 2 * parameters), new long[] {1, parameters}, 'c', initialize);
    return rule;
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // Cloneable by Deeplearning4j's contract alone
  public NadamRule clone() {
    return new NadamRule(getLearningRateSchedule());
  }

  /** The rule at work, with both moments corrected. */
  private static final class Corrected extends NadamUpdater {
    Corrected(NadamRule config) {
      super(config);
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      double beta1 = getConfig().getBeta1();
      double beta2 = getConfig().getBeta2();
      int t = iteration + 1;
      INDArray m = getM().reshape(gradient.shape());
      INDArray v = getV().reshape(gradient.shape());
      m.muli(beta1).addi(gradient.mul(1 - beta1));
      v.muli(beta2).addi(gradient.mul(gradient).muli(1 - beta2));
      INDArray root = Transforms.sqrt(v.div(1 - Math.pow(beta2, t)), false);
      gradient
          .muli((1 - beta1) / (1 - Math.pow(beta1, t)))
          .addi(m.mul(beta1 / (1 - Math.pow(beta1, t + 1))))
          .divi(root.addi(getConfig().getEpsilon()))
          .muli(getConfig().getLearningRate(iteration, epoch));
    }
  }
}
