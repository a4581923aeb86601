package org.menagerie.cnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.core.Architecture;
import org.menagerie.core.InputShape.Features;
import org.menagerie.core.InputShape.Image;
import org.menagerie.core.Settings;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.testkit.ArchitectureContract;
import org.menagerie.testkit.TinyData;

class CnnTest extends ArchitectureContract<CnnConfig> {
  private static final Task IMAGES = TinyData.of(new Image(8, 6, 3), TinyData.classes(3)).task();
  private static final Task ROWS = TinyData.of(new Features(5), TinyData.classes(3)).task();

  @Override
  protected Architecture<CnnConfig> architecture() {
    return new Cnn();
  }

  @Override
  protected List<ParameterCount<CnnConfig>> parameterCounts() {
    Map<String, String> two = Map.of("channels", "4,8", "convolutions", "2", "dense", "");
    return List.of(
        // four numbers a channel for batch normalisation: two are learned
        count(IMAGES, two, 9 * (3 * 4 + 4 * 4 + 4 * 8 + 8 * 8) + 2 * 4 * (4 + 8) + (8 + 1) * 3),
        // without it, a bias; 8 x 6 -> 4 x 3, every pixel read
        count(
            IMAGES,
            Map.of(
                "channels", "4,8",
                "convolutions", "1",
                "batch-norm", "false",
                "head", "flatten",
                "dense", "10"),
            (9 * 3 + 1) * 4 + (9 * 4 + 1) * 8 + (4 * 3 * 8 + 1) * 10 + (10 + 1) * 3),
        // strides in place of pooling: 8 x 6 -> 4 x 3 -> 2 x 2
        count(
            IMAGES,
            Map.of(
                "channels", "4,8",
                "convolutions", "1",
                "kernel", "5",
                "stride", "2",
                "pooling", "none",
                "batch-norm", "false",
                "head", "flatten",
                "dense", ""),
            (25 * 3 + 1) * 4 + (25 * 4 + 1) * 8 + (2 * 2 * 8 + 1) * 3),
        // one row of five pixels
        count(ROWS, two, 3 * (4 + 4 * 4 + 4 * 8 + 8 * 8) + 2 * 4 * (4 + 8) + (8 + 1) * 3));
  }

  @ParameterizedTest
  @CsvSource({
    "28, 10000, FLATTEN",
    "28, 600, GLOBAL_AVERAGE",
    "8, 10000, GLOBAL_AVERAGE",
    "64, 10000, GLOBAL_AVERAGE"
  })
  void theHeadFitsThePicturesAndTheirNumber(int side, int examples, Head head) {
    Task task = new Task(new Image(side, side, 1), TinyData.classes(3), examples);
    assertThat(architecture().defaults(task).head()).isEqualTo(head);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "3, 0", "4, 0.1", "60, 0.1"})
  void picturesThatAreSeenRarelyNeedNoDropout(int epochs, double dropout) {
    TrainingPlan plan = architecture().plan(IMAGES).withEpochs(epochs);
    assertThat(architecture().defaults(IMAGES, plan).dropout()).isEqualTo(dropout);
  }

  private ParameterCount<CnnConfig> count(Task task, Map<String, String> changes, long expected) {
    return new ParameterCount<>(
        task, Settings.with(architecture().defaults(task), changes), expected);
  }

  @Override
  protected List<Refusal> refusals() {
    return List.of(
        new Refusal(IMAGES, Map.of("channels", ""), "channels must name at least 1 stage"),
        new Refusal(IMAGES, Map.of("channels", "8,0"), "channels must be in [1, 4096], was 0"),
        new Refusal(
            IMAGES,
            Map.of("channels", "4,4,4,4,4,4"),
            "channels must name at most 4 stages for this data, which one pixel is left of, was 6"),
        new Refusal(IMAGES, Map.of("stride", "9"), "stride must be in [1, 8], was 9"),
        new Refusal(
            IMAGES, Map.of("kernel", "7", "padding", "valid"), "kernel must be at most the 6"));
  }

  @Override
  protected CnnConfig smooth(Task task) {
    return Settings.with(super.smooth(task), Map.of("pooling", "average", "channels", "3,4"));
  }
}
