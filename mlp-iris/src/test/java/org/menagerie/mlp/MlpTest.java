package org.menagerie.mlp;

import java.util.List;
import java.util.Map;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Architecture;
import org.menagerie.core.Initializer;
import org.menagerie.core.InputShape.Features;
import org.menagerie.core.InputShape.Image;
import org.menagerie.core.InputShape.Sequence;
import org.menagerie.core.InputShape.Tokens;
import org.menagerie.core.Task;
import org.menagerie.testkit.ArchitectureContract;
import org.menagerie.testkit.TinyData;

class MlpTest extends ArchitectureContract<MlpConfig> {
  private static final Task ROWS = TinyData.of(new Features(4), TinyData.classes(3)).task();
  private static final Task IMAGES = TinyData.of(new Image(8, 6, 3), TinyData.classes(3)).task();
  private static final Task SERIES = TinyData.of(new Sequence(7, 3), TinyData.values(2)).task();
  private static final Task TEXTS = TinyData.of(new Tokens(7, 11), TinyData.classes(3)).task();

  @Override
  protected Architecture<MlpConfig> architecture() {
    return new Mlp();
  }

  @Override
  protected List<ParameterCount<MlpConfig>> parameterCounts() {
    return List.of(
        new ParameterCount<>(ROWS, hidden(16), (4 + 1) * 16 + (16 + 1) * 3),
        new ParameterCount<>(ROWS, hidden(), (4 + 1) * 3),
        new ParameterCount<>(IMAGES, hidden(10, 5), (144 + 1) * 10 + (10 + 1) * 5 + (5 + 1) * 3),
        new ParameterCount<>(SERIES, hidden(10), (21 + 1) * 10 + (10 + 1) * 2),
        // 11 symbols of 4 numbers each, then 7 steps of 4 numbers
        new ParameterCount<>(TEXTS, hidden(10), 11 * 4 + (28 + 1) * 10 + (10 + 1) * 3));
  }

  @Override
  protected List<Refusal> refusals() {
    return List.of(
        new Refusal(ROWS, Map.of("hidden", "16,0"), "hidden must be in [1, 16384], was 0"),
        new Refusal(ROWS, Map.of("dropout", "1.3"), "dropout must be in [0, 1), was 1.3"),
        new Refusal(TEXTS, Map.of("embedding", "0"), "embedding must be in [1, 16384], was 0"));
  }

  @Override
  protected boolean ignoresPadding() {
    return false; // a flat row holds the padding too
  }

  private static MlpConfig hidden(Integer... widths) {
    return new MlpConfig(List.of(widths), ActivationFunction.RELU, Initializer.HE, 0, 4);
  }
}
