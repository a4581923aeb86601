package org.menagerie.cnn;

import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Initializer;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/** {@link ResNet} without its shortcuts, to compare it with (He et al., 2016, section 4.2). */
public final class Plain extends PictureArchitecture<PlainConfig> {

  /** The architecture; it has no state. */
  public Plain() {
    super(
        "plain",
        "the residual network without shortcuts, for comparison",
        choice("depth", "8", "14", "20", "32"),
        choice("width", "8", "16", "24", "32"));
  }

  @Override
  public PlainConfig defaults(Task task) {
    return new PlainConfig(
        BlockNetwork.defaultDepth(task), 16, 3, ActivationFunction.RELU, Initializer.HE, 0, 16);
  }

  @Override
  public ComputationGraphConfiguration build(PlainConfig config, Task task, TrainingPlan plan) {
    return new BlockNetwork(
            config.depth(),
            config.width(),
            config.kernel(),
            Optional.empty(),
            config.activation(),
            config.weightInit(),
            config.dropout(),
            config.embedding())
        .build(task, plan);
  }
}
