package org.menagerie.cnn;

import java.util.List;
import java.util.Map;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Architecture;
import org.menagerie.core.Initializer;
import org.menagerie.core.InputShape.Image;
import org.menagerie.core.InputShape.Sequence;
import org.menagerie.core.Settings;
import org.menagerie.core.Task;
import org.menagerie.testkit.ArchitectureContract;
import org.menagerie.testkit.TinyData;

class LeNetTest extends ArchitectureContract<LeNetConfig> {
  private static final Task MNIST = TinyData.of(new Image(32, 32, 1), TinyData.classes(10)).task();
  private static final Task SMALL = TinyData.of(new Image(8, 6, 3), TinyData.classes(3)).task();
  private static final Task SERIES = TinyData.of(new Sequence(7, 3), TinyData.values(2)).task();

  @Override
  protected Architecture<LeNetConfig> architecture() {
    return new LeNet();
  }

  @Override
  protected List<ParameterCount<LeNetConfig>> parameterCounts() {
    return List.of(
        // 32 -> 28 -> 14 -> 10 -> 5
        new ParameterCount<>(MNIST, config(Padding.VALID), 61_706),
        // 8 x 6 -> 4 x 3 -> 2 x 2
        new ParameterCount<>(
            SMALL,
            config(Padding.SAME),
            (25 * 3 + 1) * 6 + (25 * 6 + 1) * 16 + (64 + 1) * 120 + 121 * 84 + 85 * 3),
        // steps of 3 numbers -> 4 channels; 1 x 7 -> 1 x 4 -> 1 x 2
        new ParameterCount<>(
            SERIES,
            config(Padding.SAME),
            (3 + 1) * 4
                + (5 * 4 + 1) * 6
                + (5 * 6 + 1) * 16
                + (2 * 16 + 1) * 120
                + 121 * 84
                + 85 * 2));
  }

  @Override
  protected List<Refusal> refusals() {
    return List.of(
        new Refusal(SMALL, Map.of("padding", "valid"), "the 1 pixels that reach conv-2"),
        new Refusal(SMALL, Map.of("pooling", "none"), "pooling must be max or average, was none"),
        new Refusal(SMALL, Map.of("kernel", "0"), "kernel must be in [1, 31], was 0"));
  }

  @Override
  protected LeNetConfig smooth(Task task) {
    return Settings.with(super.smooth(task), Map.of("pooling", "average"));
  }

  private static LeNetConfig config(Padding padding) {
    return new LeNetConfig(
        5, padding, PoolingKind.MAX, ActivationFunction.RELU, Initializer.HE, 0, 4);
  }
}
