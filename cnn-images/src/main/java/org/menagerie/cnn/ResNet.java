package org.menagerie.cnn;

import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Initializer;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/**
 * The residual network of He et al., "Deep Residual Learning for Image Recognition" (2016), in its
 * form for small pictures: basic blocks of two convolutions, batch normalisation after each.
 */
public final class ResNet extends PictureArchitecture<ResNetConfig> {

  /** The architecture; it has no state. */
  public ResNet() {
    super(
        "resnet",
        "residual network for small pictures: blocks of two convolutions beside a shortcut",
        choice("depth", "8", "14", "20", "32"),
        choice("width", "8", "16", "24", "32"),
        choice("shortcut", "identity", "projection"));
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
  public ComputationGraphConfiguration build(ResNetConfig config, Task task, TrainingPlan plan) {
    return new BlockNetwork(
            config.depth(),
            config.width(),
            config.kernel(),
            Optional.of(config.shortcut()),
            config.activation(),
            config.weightInit(),
            config.dropout(),
            config.embedding())
        .build(task, plan);
  }
}
