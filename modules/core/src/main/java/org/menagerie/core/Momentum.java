package org.menagerie.core;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The classical momentum rule, which Deeplearning4j lacks: v = momentum v + g, w -= lr v (Polyak,
 * 1964; Goodfellow et al., Deep Learning, section 8.3.2).
 */
public final class Momentum implements IUpdater {
  private static final long serialVersionUID = 1L;
  private static final String VELOCITY = "V";

  @JsonProperty private ISchedule learningRate;
  @JsonProperty private final double momentum;

  /** The rule with a momentum in [0, 1). */
  public Momentum(
      @JsonProperty("learningRate") ISchedule learningRate,
      @JsonProperty("momentum") double momentum) {
    this.learningRate = Objects.requireNonNull(learningRate);
    this.momentum = Guards.fraction(momentum, "momentum");
  }

  @Override
  public long stateSize(long parameters) {
    return parameters;
  }

  @Override
  public GradientUpdater<Momentum> instantiate(INDArray state, boolean initialize) {
    return new Rule(this, initialize ? state.assign(0) : state);
  }

  @Override
  public GradientUpdater<Momentum> instantiate(Map<String, INDArray> state, boolean initialize) {
    return instantiate(state.get(VELOCITY), initialize);
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRate.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double rate, ISchedule schedule) {
    this.learningRate =
        schedule != null ? schedule : new ProgressSchedule(LearningRateSchedule.CONSTANT, rate, 1);
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // Cloneable by Deeplearning4j's contract alone
  public Momentum clone() {
    return new Momentum(learningRate.clone(), momentum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Momentum m
        && m.momentum == momentum
        && m.learningRate.equals(learningRate);
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, momentum);
  }

  /** The rule at work on one block of parameters. */
  private static final class Rule implements GradientUpdater<Momentum> {
    private final Momentum config;
    private INDArray velocity;

    Rule(Momentum config, INDArray velocity) {
      this.config = config;
      this.velocity = velocity;
    }

    @Override
    public Momentum getConfig() {
      return config;
    }

    @Override
    public void setState(Map<String, INDArray> state, boolean initialize) {
      velocity = initialize ? state.get(VELOCITY).assign(0) : state.get(VELOCITY);
    }

    @Override
    public Map<String, INDArray> getState() {
      return Map.of(VELOCITY, velocity);
    }

    @Override
    public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
      velocity = initialize ? view.assign(0) : view;
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      INDArray v = velocity.reshape(gradient.shape());
      v.muli(config.momentum).addi(gradient);
      gradient.assign(v).muli(config.getLearningRate(iteration, epoch));
    }
  }
}
