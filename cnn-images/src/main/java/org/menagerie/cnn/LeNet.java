package org.menagerie.cnn;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Initializer;
import org.menagerie.core.InputShape;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/**
 * LeNet-5 of LeCun et al., "Gradient-Based Learning Applied to Document Recognition" (1998), as it
 * is built today: ReLU, maxima, every channel of the second convolution reads all of the first.
 */
public final class LeNet extends PictureArchitecture<LeNetConfig> {
  private static final int ORIGINAL_SIDE = 32;

  /** The architecture; it has no state. */
  public LeNet() {
    super(
        "lenet",
        "LeNet-5: two convolutions with pooling, two dense layers",
        choice("activation", "relu", "tanh"),
        choice("pooling", "max", "average"));
  }

  @Override
  public LeNetConfig defaults(Task task) {
    boolean original =
        task.input() instanceof InputShape.Image image
            && Math.min(image.height(), image.width()) >= ORIGINAL_SIDE;
    return new LeNetConfig(
        5,
        original ? Padding.VALID : Padding.SAME,
        PoolingKind.MAX,
        ActivationFunction.RELU,
        Initializer.HE,
        0.2,
        16);
  }

  @Override
  public ComputationGraphConfiguration build(LeNetConfig config, Task task, TrainingPlan plan) {
    PictureStack stack = stack(plan, task, config.weightInit(), config.embedding());
    stage(stack, config, 1, 6);
    stage(stack, config, 2, 16);
    return stack
        .head(Head.FLATTEN)
        .dense("dense-1", 120, config.activation())
        .dense("dense-2", 84, config.activation())
        .output(task, plan, config.dropout());
  }

  private static void stage(PictureStack stack, LeNetConfig config, int number, int channels) {
    stack
        .convolution(
            "conv-" + number,
            channels,
            config.kernel(),
            1,
            config.padding(),
            true,
            config.activation().dl4j())
        .pool("pool-" + number, config.pooling().dl4j().orElseThrow(), 2);
  }
}
