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

/**
 * The residual network of He et al., "Deep Residual Learning for Image Recognition" (2016), in its
 * form for small pictures: basic blocks of two convolutions, batch normalisation after each.
 */
public final class ResNet implements Architecture<ResNetConfig> {

  @Override
  public String name() {
    return "resnet";
  }

  @Override
  public String summary() {
    return "residual network for small pictures: blocks of two convolutions beside a shortcut";
  }

  @Override
  public boolean accepts(Task task) {
    return PicturePlan.accepts(task);
  }

  @Override
  public ResNetConfig defaults(Task task) {
    return new ResNetConfig(
        BlockNetwork.defaultDepth(task),
        16,
        3,
        Shortcut.IDENTITY,
        ActivationFunction.RELU,
        Initializer.HE,
        0,
        16);
  }

  @Override
  public TrainingPlan plan(Task task) {
    return PicturePlan.of(task);
  }

  @Override
  public List<HyperParameter> hyperParameters() {
    return PicturePlan.searched(
        new HyperParameter("depth", new Choice(List.of("8", "14", "20", "32"))),
        new HyperParameter("width", new Choice(List.of("8", "16", "24", "32"))),
        new HyperParameter("shortcut", new Choice(List.of("identity", "projection"))));
  }

  @Override
  public ComputationGraphConfiguration build(ResNetConfig config, Task task, TrainingPlan plan) {
    return new BlockNetwork(
            config.depth(),
            config.width(),
            config.kernel(),
            Optional.of(config.shortcut()),
            config.activation(),
            config.dropout(),
            config.embedding())
        .build(PicturePlan.graph(plan, task, config.weightInit()), task, plan);
  }
}
