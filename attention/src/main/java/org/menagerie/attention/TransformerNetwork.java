package org.menagerie.attention;

import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.menagerie.core.Architecture;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/**
 * Blocks of multi-head attention and feed-forward (Vaswani et al., 2017); causal, a step sees
 * itself and earlier steps only.
 */
public final class TransformerNetwork implements Architecture<TransformerConfig> {
  private final boolean causal;

  private TransformerNetwork(boolean causal) {
    this.causal = causal;
  }

  /** Every step sees every other one. */
  public static TransformerNetwork encoder() {
    return new TransformerNetwork(false);
  }

  /** Every step sees itself and what came before. */
  public static TransformerNetwork causal() {
    return new TransformerNetwork(true);
  }

  @Override
  public String name() {
    return causal ? "causal-transformer" : "transformer";
  }

  @Override
  public String summary() {
    return causal
        ? "attention to earlier steps, in blocks with feed-forward"
        : "attention to all steps, in blocks with feed-forward";
  }

  @Override
  public boolean accepts(Task task) {
    return (causal || !(task.target() instanceof Target.NextSymbol))
        && (Defaults.hasSteps(task.input()) || !task.target().perStep());
  }

  @Override
  public TransformerConfig defaults(Task task) {
    return new Defaults(task).transformer(causal);
  }

  @Override
  public Set<String> idle(InputShape input) {
    return Defaults.idle(input);
  }

  @Override
  public TrainingPlan plan(Task task) {
    return new Defaults(task).transformerPlan();
  }

  @Override
  public List<HyperParameter> hyperParameters() {
    return Defaults.transformerHyperParameters(causal);
  }

  @Override
  public ComputationGraphConfiguration build(
      TransformerConfig config, Task task, TrainingPlan plan) {
    if (causal && config.pooling() == Pooling.CLASS_TOKEN) {
      throw new InvalidInputException(
          "pooling must be mean, mean-max, last or attention in a causal transformer,"
              + " was class-token: the step in front would see nothing");
    }
    return new TransformerGraph(config, task, plan, causal).build();
  }
}
