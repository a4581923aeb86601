package org.menagerie.cnn;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Architecture;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.Initializer;
import org.menagerie.core.InputShape;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/**
 * LeNet-5 of LeCun et al., "Gradient-Based Learning Applied to Document Recognition" (1998), as it
 * is built today: ReLU, maxima, every channel of the second convolution reads all of the first.
 */
public final class LeNet implements Architecture<LeNetConfig> {
  private static final int ORIGINAL_SIDE = 32;

  @Override
  public String name() {
    return "lenet";
  }

  @Override
  public String summary() {
    return "LeNet-5: two convolutions with pooling, two dense layers";
  }

  @Override
  public boolean accepts(Task task) {
    return PicturePlan.accepts(task);
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
  public TrainingPlan plan(Task task) {
    return PicturePlan.of(task);
  }

  @Override
  public List<HyperParameter> hyperParameters() {
    return PicturePlan.searched(
        new HyperParameter("activation", new Choice(List.of("relu", "tanh"))),
        new HyperParameter("pooling", new Choice(List.of("max", "average"))));
  }

  @Override
  public ComputationGraphConfiguration build(LeNetConfig config, Task task, TrainingPlan plan) {
    PictureStack stack =
        PictureStack.of(
            PicturePlan.graph(plan, task, config.weightInit()), task.input(), config.embedding());
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
