package org.menagerie.cnn;

import java.util.List;
import java.util.Map;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Architecture;
import org.menagerie.core.Initializer;
import org.menagerie.core.InputShape.Image;
import org.menagerie.core.Settings;
import org.menagerie.core.Task;
import org.menagerie.testkit.ArchitectureContract;
import org.menagerie.testkit.TinyData;

class PlainTest extends ArchitectureContract<PlainConfig> {
  private static final Task CIFAR = TinyData.of(new Image(32, 32, 3), TinyData.classes(10)).task();

  @Override
  protected Architecture<PlainConfig> architecture() {
    return new Plain();
  }

  @Override
  protected List<ParameterCount<PlainConfig>> parameterCounts() {
    // as ResNet with shortcuts without parameters; 2 more a channel for running statistics
    return List.of(
        new ParameterCount<>(CIFAR, config(20), 269_722 + 2 * (16 + 6 * (16 + 32 + 64))),
        new ParameterCount<>(CIFAR, config(56), 853_018 + 2 * (16 + 18 * (16 + 32 + 64))));
  }

  @Override
  protected List<Refusal> refusals() {
    return List.of(
        new Refusal(CIFAR, Map.of("depth", "2"), "depth must be 6n + 2 with n in [1, 9]"),
        new Refusal(CIFAR, Map.of("kernel", "0"), "kernel must be in [1, 31], was 0"));
  }

  @Override
  protected PlainConfig smooth(Task task) {
    return Settings.with(super.smooth(task), Map.of("depth", "8", "width", "2"));
  }

  private static PlainConfig config(int depth) {
    return new PlainConfig(depth, 16, 3, ActivationFunction.RELU, Initializer.HE, 0, 4);
  }
}
