package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.nd4j.linalg.dataset.DataSet;

class EventTest {
  @TempDir private Path folder;

  @Test
  void theNextValueAndTheLogarithmOfTheTimeUntilItArePredicted() {
    Dataset dataset = open(log(60, t -> t * t), Map.of("history", "4"));
    EventEncoder encoder = (EventEncoder) dataset.prepare(1).encoder();
    assertThat(encoder.input()).isEqualTo(new InputShape.Sequence(4, 2));
    assertThat(encoder.target().names()).containsExactly("v", "log time until");
    Splits splits = dataset.prepare(1).splits();
    DataSet first = splits.train().batch(new int[] {0, 5});
    // the third event is predicted from two, the eighth from four
    assertThat(first.getFeaturesMaskArray().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 1, 0, 0}, {1, 1, 1, 1}});
    assertThat(encoder.value().toUnits(first.getLabels().getDouble(0, 0)))
        .isCloseTo(2, within(1e-5));
    assertThat(Math.exp(encoder.gap().toUnits(first.getLabels().getDouble(0, 1))))
        .isCloseTo(3, within(1e-4)); // from 1 to 4
    assertThat(Math.exp(encoder.gap().toUnits(first.getLabels().getDouble(1, 1))))
        .isCloseTo(13, within(1e-3)); // from 36 to 49
    assertThat(first.getFeatures().getDouble(0, 1, 0)).isEqualTo(0); // nothing before the first
    assertThat(Encoder.fromJson(encoder.toJson())).isEqualTo(encoder);
  }

  @Test
  void partsFollowEachOtherInTime() {
    Dataset dataset = open(log(102, t -> t + t % 3 * 0.1), Map.of());
    Splits splits = dataset.prepare(1).splits();
    assertThat(splits.train().size()).isEqualTo(60);
    assertThat(splits.validation().size()).isEqualTo(20);
    assertThat(splits.test().size()).isEqualTo(20);
    EventEncoder encoder = (EventEncoder) dataset.prepare(1).encoder();
    assertThat(encoder.value().toUnits(TestTables.labels(splits.test())[0]))
        .isCloseTo(82 % 5, within(1e-5)); // the event behind 2 + 60 + 20 others
  }

  @Test
  void whatIsFittedDoesNotSeeTheFuture() {
    Encoder one = open(log(100, t -> t * 2), Map.of()).prepare(1).encoder();
    Encoder other = open(log(100, t -> t < 80 ? t * 2 : t * t), Map.of()).prepare(1).encoder();
    assertThat(other).isEqualTo(one);
  }

  @Test
  void theErrorOfReferenceIsThatOfTheBetterGuess() {
    // gaps of 1 and 4 in turn: the last gap is always wrong, the median every other time
    EventEncoder encoder =
        (EventEncoder)
            open(log(100, t -> (t - t % 2) * 2.5 + t % 2), Map.of()).prepare(1).encoder();
    assertThat(encoder.gap().naiveError()).isCloseTo(Math.log(4) / 2, within(0.02));
  }

  @Test
  void sequencesAreToldApartAndWindowsStayWithinThem() {
    StringBuilder text = new StringBuilder("when,who,v\n");
    for (int t = 29; t >= 0; t--) {
      text.append(t).append(",a,1\n").append(t + 0.5).append(",b,9\n");
    }
    Dataset dataset =
        open(TestTables.write(folder, "e.csv", text.toString()), Map.of("sequence-id", "who"));
    assertThat(dataset.report().notes()).contains("events sorted by when");
    EventEncoder encoder = (EventEncoder) dataset.prepare(1).encoder();
    EventEncoder.Continuation next = encoder.continuation(folder.resolve("e.csv"));
    assertThat(next.keys()).containsExactlyInAnyOrder("a", "b");
    float[] features = TestTables.features(next.examples());
    int steps = encoder.history();
    for (int s = 0; s < 2; s++) {
      double value = next.keys().get(s).equals("a") ? 1 : 9;
      for (int t = 0; t < steps; t++) {
        assertThat(encoder.value().toUnits(features[2 * s * steps + t]))
            .isCloseTo(value, within(1e-5));
      }
      assertThat(next.stamp(s, 2)).isEqualTo(next.keys().get(s).equals("a") ? "31" : "31.5");
    }
  }

  @Test
  void evaluationLeavesOutWhatWasLearned() {
    Path file = log(102, t -> t + t % 3 * 0.1);
    EventEncoder encoder = (EventEncoder) open(file, Map.of()).prepare(1).encoder();
    LabelledFile labelled = encoder.encodeLabelled(file.toString());
    assertThat(labelled.examples().size()).isEqualTo(20); // the test part
    assertThat(labelled.notes()).contains("80 events left out: the model has learned from them");
    assertThatThrownBy(() -> encoder.encodeLabelled(log(50, t -> t).toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has no event to score on");
  }

  @Test
  void eventsThatCannotBePredictedAreRefusedInOneLine() {
    refused(log(10, t -> t), Map.of(), "e.csv has 8 events with 2 before them; at least 20");
    refused(
        log(60, t -> (t - t % 2)),
        Map.of(),
        "line 3, column when: the time stamp '0' is there twice");
    refused(log(60, t -> t), Map.of("time", ""), "events need time, the column of time stamps");
    refused(log(60, t -> t), Map.of("time", "what"), "time 'what' is not a column");
    refused(log(60, t -> t), Map.of("horizon", "2"), "horizon is not for events");
    refused(log(60, t -> t), Map.of("label", "when"), "the values of events must be numbers");
    refused(
        log(60, t -> t), Map.of("history", "1"), "history must be a whole number of at least 2");
  }

  private void refused(Path file, Map<String, String> more, String message) {
    assertThatThrownBy(() -> open(file, more))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static Dataset open(Path file, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(Map.of("task", "events", "time", "when"));
    all.putAll(more);
    return Datasets.open(Settings.with(TestTables.options(file), all));
  }

  // events with values 0 to 4 in turn
  private Path log(int events, java.util.function.IntToDoubleFunction when) {
    StringBuilder text = new StringBuilder("when,v\n");
    for (int t = 0; t < events; t++) {
      String stamp = Cells.canonical(Double.toString(when.applyAsDouble(t)));
      text.append(stamp).append(',').append(t % 5).append('\n');
    }
    return TestTables.write(folder, "e.csv", text.toString());
  }
}
