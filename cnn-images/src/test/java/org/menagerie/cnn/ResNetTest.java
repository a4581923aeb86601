package org.menagerie.cnn;

import java.util.List;
import java.util.Map;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Architecture;
import org.menagerie.core.Initializer;
import org.menagerie.core.InputShape.Image;
import org.menagerie.core.InputShape.Tokens;
import org.menagerie.core.Settings;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.testkit.ArchitectureContract;
import org.menagerie.testkit.TinyData;

class ResNetTest extends ArchitectureContract<ResNetConfig> {
  private static final Task CIFAR = TinyData.of(new Image(32, 32, 3), TinyData.classes(10)).task();
  private static final Task TEXTS = TinyData.of(new Tokens(7, 11), TinyData.classes(3)).task();

  @Override
  protected Architecture<ResNetConfig> architecture() {
    return new ResNet();
  }

  // He et al. (2016), table 6: 0.27, 0.46, 0.66 and 0.85 million. Deeplearning4j counts the running
  // mean and variance of batch normalisation too: two more numbers a channel.
  @Override
  protected List<ParameterCount<ResNetConfig>> parameterCounts() {
    return List.of(
        published(20, Shortcut.IDENTITY, 269_722),
        published(32, Shortcut.IDENTITY, 464_154),
        published(44, Shortcut.IDENTITY, 658_586),
        published(56, Shortcut.IDENTITY, 853_018),
        // 1 x 1 convolutions and batch normalisations of 32 and 64 channels
        new ParameterCount<>(
            CIFAR,
            config(20, Shortcut.PROJECTION),
            269_722 + 2 * channels(20) + 16 * 32 + 32 * 64 + 4 * (32 + 64)),
        // one row: windows of 1 x 3
        new ParameterCount<>(
            TEXTS,
            config(8, Shortcut.IDENTITY),
            11 * 4
                + 3 * (4 * 16 + 16 * 16 * 2 + 16 * 32 + 32 * 32 + 32 * 64 + 64 * 64)
                + 4 * channels(8)
                + (64 + 1) * 3));
  }

  private static ParameterCount<ResNetConfig> published(int depth, Shortcut shortcut, int learned) {
    return new ParameterCount<>(CIFAR, config(depth, shortcut), learned + 2 * channels(depth));
  }

  /** Channels under batch normalisation: of the first convolution, then of 2n a stage. */
  private static int channels(int depth) {
    return 16 + (depth - 2) / 3 * (16 + 32 + 64);
  }

  @Override
  protected List<Refusal> refusals() {
    return List.of(
        new Refusal(CIFAR, Map.of("depth", "21"), "depth must be 6n + 2 with n in [1, 9]"),
        new Refusal(CIFAR, Map.of("depth", "62"), "was 62"),
        new Refusal(CIFAR, Map.of("width", "0"), "width must be in [1, 1024], was 0"),
        new Refusal(CIFAR, Map.of("shortcut", "none"), "shortcut must be one of"),
        new Refusal(CIFAR, Map.of("dropout", "1.3"), "dropout must be in [0, 1), was 1.3"));
  }

  @Override
  protected ResNetConfig smooth(Task task) {
    String shortcut = task.target() instanceof Target.Values ? "projection" : "identity";
    return Settings.with(
        super.smooth(task), Map.of("depth", "8", "width", "2", "shortcut", shortcut));
  }

  private static ResNetConfig config(int depth, Shortcut shortcut) {
    return new ResNetConfig(depth, 16, 3, shortcut, ActivationFunction.RELU, Initializer.HE, 0, 4);
  }
}
