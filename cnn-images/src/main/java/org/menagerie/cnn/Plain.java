package org.menagerie.cnn;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Architecture;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.Initializer;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/** {@link ResNet} without its shortcuts, to compare it with (He et al., 2016, section 4.2). */
public final class Plain implements Architecture<PlainConfig> {

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public String summary() {
    return "the residual network without shortcuts, for comparison";
  }

  @Override
  public boolean accepts(Task task) {
    return PicturePlan.accepts(task);
  }

  @Override
  public PlainConfig defaults(Task task) {
    return new PlainConfig(
        BlockNetwork.defaultDepth(task), 16, 3, ActivationFunction.RELU, Initializer.HE, 0, 16);
  }

  @Override
  public TrainingPlan plan(Task task) {
    return PicturePlan.of(task);
  }

  @Override
  public List<HyperParameter> hyperParameters() {
    return PicturePlan.searched(
        new HyperParameter("depth", new Choice(List.of("8", "14", "20", "32"))),
        new HyperParameter("width", new Choice(List.of("8", "16", "24", "32"))));
  }

  @Override
  public ComputationGraphConfiguration build(PlainConfig config, Task task, TrainingPlan plan) {
    return new BlockNetwork(
            config.depth(),
            config.width(),
            config.kernel(),
            Optional.empty(),
            config.activation(),
            config.dropout(),
            config.embedding())
        .build(PicturePlan.graph(plan, task, config.weightInit()), task, plan);
  }
}
