package org.menagerie.cnn;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Initializer;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/**
 * A convolutional network of stages: some convolutions, then pooling, then the next stage with more
 * channels (Goodfellow et al., Deep Learning, chapter 9; Simonyan and Zisserman, 2015).
 */
public final class Cnn extends PictureArchitecture<CnnConfig> {
  private static final List<Integer> CHANNELS = List.of(32, 64, 128);
  private static final int DENSE = 64;
  private static final int SMALLEST_PLACED = 16;
  private static final int LARGEST_PLACED = 32;
  private static final int LARGE = 32;
  private static final int FEWEST_PLACED = 5_000;
  private static final int FEW_PASSES = 3;

  /** The architecture; it has no state. */
  public Cnn() {
    super(
        "cnn",
        "convolutional network: stages of convolutions, pooling between them",
        choice("channels", "16,32", "32,64", "16,32,64", "32,64,128"),
        choice("convolutions", "1", "2"),
        choice("kernel", "3", "5"),
        choice("pooling", "max", "average"));
  }

  @Override
  public CnnConfig defaults(Task task) {
    return defaults(task, plan(task));
  }

  @Override
  public CnnConfig defaults(Task task, TrainingPlan plan) {
    boolean placed = seesPlaces(task);
    return new CnnConfig(
        CHANNELS,
        large(task) ? 2 : 1,
        3,
        1,
        Padding.SAME,
        PoolingKind.MAX,
        2,
        true,
        placed ? Head.FLATTEN : Head.GLOBAL_AVERAGE,
        placed ? List.of(DENSE) : List.of(),
        ActivationFunction.RELU,
        Initializer.HE,
        plan.epochs() <= FEW_PASSES ? 0 : 0.1, // what is seen so rarely is not learned by heart
        16);
  }

  /** Whether what a picture shows is larger than one convolution of each stage sees. */
  private static boolean large(Task task) {
    return task.input() instanceof InputShape.Image image
        && Math.min(image.height(), image.width()) >= LARGE;
  }

  /**
   * Whether a dense layer over all pixels of the last map pays: few epochs suffice it, but of large
   * pictures it has too many weights, of tiny ones nothing to gain, and few examples do not fill
   * it.
   */
  private static boolean seesPlaces(Task task) {
    return task.input() instanceof InputShape.Image image
        && Math.min(image.height(), image.width()) >= SMALLEST_PLACED
        && Math.max(image.height(), image.width()) <= LARGEST_PLACED
        && task.examples() >= FEWEST_PLACED;
  }

  @Override
  public ComputationGraphConfiguration build(CnnConfig config, Task task, TrainingPlan plan) {
    PictureStack stack = stack(plan, task, config.weightInit(), config.embedding());
    int stages = config.channels().size();
    for (int stage = 1; stage <= stages; stage++) {
      for (int convolution = 1; convolution <= config.convolutions(); convolution++) {
        convolution(stack, config, stage, convolution);
      }
      if (stage < stages && config.pooling().dl4j().isPresent()) {
        refuseNothingLeft(stack, config, stage);
        stack.pool("pool-" + stage, config.pooling().dl4j().get(), config.window());
      }
    }
    stack.head(config.head());
    for (int i = 0; i < config.dense().size(); i++) {
      stack.dense("dense-" + (i + 1), config.dense().get(i), config.activation());
    }
    return stack.output(task, plan, config.dropout());
  }

  /** Refuses stages that see one pixel; up to the default's three are for any data. */
  private static void refuseNothingLeft(PictureStack stack, CnnConfig config, int stage) {
    if (stage >= CHANNELS.size() && stack.onePixel()) {
      throw new InvalidInputException(
          "channels must name at most %d stages for this data, which one pixel is left of, was %d"
              .formatted(stage, config.channels().size()));
    }
  }

  private static void convolution(PictureStack stack, CnnConfig config, int stage, int number) {
    String name = "conv-" + stage + "-" + number;
    stack.convolution(
        name,
        config.channels().get(stage - 1),
        config.kernel(),
        number == 1 ? config.stride() : 1,
        config.padding(),
        !config.batchNorm(),
        config.batchNorm() ? ActivationFunction.IDENTITY.dl4j() : config.activation().dl4j());
    if (config.batchNorm()) {
      stack.normalize(name + "-norm", config.activation());
    }
  }
}
