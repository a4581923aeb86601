package org.menagerie.cnn;

import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Guards;
import org.menagerie.core.Initializer;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/**
 * The CIFAR family of He et al. (2016), section 4.2: one convolution, 6n more in three stages of
 * width, 2 width and 4 width channels, the mean of each channel, one dense layer.
 *
 * @param shortcut of the residual blocks; empty for plain ones
 */
record BlockNetwork(
    int depth,
    int width,
    int kernel,
    Optional<Shortcut> shortcut,
    ActivationFunction activation,
    Initializer weightInit,
    double dropout,
    int embedding) {
  private static final int STAGES = 3;

  /** 20, as the paper's smallest; 8 below 16 x 16 pixels, which two halvings leave 3 x 3 of. */
  static int defaultDepth(Task task) {
    return task.input() instanceof InputShape.Image image && image.height() * image.width() >= 256
        ? 20
        : 8;
  }

  /** Refuses what no such network can have. */
  static void check(int depth, int width, int kernel, double dropout, int embedding) {
    if (depth < 8 || depth > 56 || (depth - 2) % 6 != 0) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT, "depth must be 6n + 2 with n in [1, 9]: 8, 14 ... 56, was %d", depth));
    }
    Guards.within(width, 1, 1_024, "width");
    Guards.within(kernel, 1, 31, "kernel");
    Guards.fraction(dropout, "dropout");
    Guards.within(embedding, 1, 4_096, "embedding");
  }

  ComputationGraphConfiguration build(Task task, TrainingPlan plan) {
    PictureStack stack = PictureArchitecture.stack(plan, task, weightInit, embedding);
    stack.convolution("stem", width, kernel, 1).normalize("stem-norm", activation);
    int blocks = (depth - 2) / (2 * STAGES);
    for (int stage = 0; stage < STAGES; stage++) {
      for (int block = 0; block < blocks; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        block(stack, "block-" + (stage + 1) + "-" + (block + 1), width << stage, stride);
      }
    }
    return stack.head(Head.GLOBAL_AVERAGE).output(task, plan, dropout);
  }

  private void block(PictureStack stack, String name, int channels, int stride) {
    PictureStack.Point start = stack.here();
    stack
        .convolution(name + "-a", channels, kernel, stride)
        .normalize(name + "-a-norm", activation)
        .convolution(name + "-b", channels, kernel, 1);
    if (shortcut.isEmpty()) {
      stack.normalize(name + "-b-norm", activation);
      return;
    }
    stack.normalize(name + "-b-norm", ActivationFunction.IDENTITY);
    PictureStack.Point branch = stack.here();
    stack.goTo(start);
    if (stride > 1 && shortcut.get() == Shortcut.IDENTITY) {
      stack.paddedShortcut(name + "-shortcut", channels, stride);
    } else if (stride > 1) {
      stack
          .convolution(name + "-shortcut", channels, 1, stride)
          .normalize(name + "-shortcut-norm", ActivationFunction.IDENTITY);
    }
    stack.add(name, branch, activation);
  }
}
