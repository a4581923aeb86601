package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;

class LongTableTest {
  @TempDir private Path folder;

  @Test
  void rowsBecomeStepsOfTheirSequencesInTime() {
    Path file =
        write(
            """
            who,when,x,label
            b,2,20,up
            a,3,3,down
            a,1,1,down
            b,1,10,up
            a,2,2,down
            """
                + others(20));
    Dataset dataset = open(file, Map.of());
    assertThat(dataset.report().notes()).contains("steps sorted by when");
    Encoder encoder = dataset.prepare(1).encoder();
    assertThat(encoder.input()).isEqualTo(new InputShape.Sequence(3, 1));
    EncodedFile encoded = encoder.encode(file);
    assertThat(encoded.key().orElseThrow().column()).isEqualTo("who");
    assertThat(encoded.key().orElseThrow().values()).startsWith("b", "a");
    DataSet first = encoded.examples().batch(new int[] {0, 1});
    assertThat(first.getFeaturesMaskArray().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 1, 0}, {1, 1, 1}});
    float[] x = first.getFeatures().data().asFloat();
    assertThat(x[0]).isLessThan(x[1]); // 10, 20
    assertThat(x[3]).isLessThan(x[4]); // 1, 2, 3
    assertThat(x[4]).isLessThan(x[5]);
    assertThat(Encoder.fromJson(encoder.toJson())).isEqualTo(encoder);
  }

  @Test
  void aLabelThatVariesWithinSequencesIsOneForEveryStep() {
    StringBuilder text = new StringBuilder("who,when,x,colour,label\n");
    for (int i = 0; i < 20; i++) {
      for (int t = 0; t < 3 + i % 3; t++) {
        String label = i == 0 && t == 1 ? "" : (i + t) % 2 == 0 ? "even" : "odd";
        text.append("s" + i + "," + t + "," + (i + t) + "," + (t % 2 == 0 ? "red" : "blue"));
        text.append("," + label + "\n");
      }
    }
    Dataset dataset = open(write(text.toString()), Map.of());
    Prepared prepared = dataset.prepare(2);
    Splits splits = prepared.splits();
    assertThat(splits.train().target()).isInstanceOf(Target.ClassPerStep.class);
    assertThat(splits.train().size() + splits.validation().size() + splits.test().size())
        .isEqualTo(20);
    Examples all = prepared.encoder().encodeLabelled(folder.resolve("l.csv").toString()).examples();
    DataSet first = all.batch(new int[] {0, 1});
    assertThat(first.getLabels().shape()).containsExactly(2, 2, 5);
    assertThat(first.getLabelsMaskArray().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 0, 1, 0, 0}, {1, 1, 1, 1, 0}});
    assertThat(first.getFeaturesMaskArray().toFloatMatrix()[0]).containsExactly(1, 1, 1, 0, 0);
    assertThat(first.getLabels().getDouble(1, 1, 0)).isEqualTo(1); // odd
    assertThat(first.getLabels().getDouble(1, 0, 1)).isEqualTo(1); // even
  }

  @Test
  void categoriesAloneShowAsSymbols() {
    StringBuilder text = new StringBuilder("who,when,colour,label\n");
    for (int i = 0; i < 20; i++) {
      for (int t = 0; t < 2 + i % 2; t++) {
        text.append("s" + i + "," + t + "," + (t % 2 == 0 ? "red" : "blue"));
        text.append("," + (i % 2 == 0 ? "even" : "odd") + "\n");
      }
    }
    Encoder encoder = open(write(text.toString()), Map.of()).prepare(2).encoder();
    Examples all = encoder.encodeLabelled(folder.resolve("l.csv").toString()).examples();
    assertThat(encoder.view(all.batch(new int[] {0})))
        .isEqualTo(new ExampleView.Text(List.of("red", "blue"), " "));
    assertThat(encoder.view(all.batch(new int[] {1})))
        .isEqualTo(new ExampleView.Text(List.of("red", "blue", "red"), " "));
    assertThat(encoder.symbols()).containsExactly("red", "blue");
  }

  @Test
  void aSequenceWithoutALabelledStepIsLeftOut() {
    StringBuilder text = new StringBuilder("who,when,x,label\n");
    for (int i = 0; i < 20; i++) {
      for (int t = 0; t < 3; t++) {
        String label = i == 4 ? "" : (i + t) % 2 == 0 ? "even" : "odd";
        text.append("s" + i + "," + t + "," + (i + t) + "," + label + "\n");
      }
    }
    Dataset dataset = open(write(text.toString()), Map.of());
    assertThat(dataset.examples()).isEqualTo(19);
    assertThat(dataset.report().notes()).contains("1 series left out: without a label");
    LabelledFile file =
        dataset.prepare(1).encoder().encodeLabelled(folder.resolve("l.csv").toString());
    assertThat(file.examples().size()).isEqualTo(19);
    assertThat(file.notes()).contains("1 series left out: without a label");
  }

  @Test
  void gapsInTimeAreNoted() {
    String rows = "who,when,x,label\na,1,1,up\na,2,5,up\na,4,2,up\na,5,3,up\na,6,3,up\n";
    assertThat(open(write(rows + others(20)), Map.of()).report().notes())
        .contains("1 gap in when: steps further apart than usual, read as if they were not");
    String even = rows.replace("a,4,", "a,3,").replace("a,5,", "a,4,").replace("a,6,", "a,5,");
    assertThat(open(write(even + others(20)), Map.of()).report().notes())
        .noneMatch(note -> note.contains("gap"));
  }

  @Test
  void missingValuesAreCounted() {
    String rows = "who,when,x,label\na,1,1,up\na,2,,up\na,3,,up\n";
    assertThat(open(write(rows + others(20)), Map.of()).report().notes())
        .anyMatch(note -> note.matches("values missing at some of the \\d+ steps: x 2"));
  }

  @Test
  void wrongTablesAreRefusedInOneLine() {
    refused("who,when,x,label\na,1,1,u\na,1,2,u\nb,1,3,v\n", Map.of(), "the time stamp '1' twice");
    refused("who,when,x,label\na,1,1,u\na,,2,u\nb,1,3,v\n", Map.of(), "a time stamp is missing");
    refused(
        "who,when,x,label\na,1,1,u\n", Map.of("sequence-id", "whom"), "sequence-id 'whom' is not");
    refused("who,when,x,label\na,1,1,u\n", Map.of("label", "who"), "label must name another");
    refused(
        "who,when,x,label\na,1,1,u\n",
        Map.of("horizon", "7"),
        "horizon 7 and sequence-id who exclude each other: leave out horizon");
    refused(
        "who,when,x,label\na,1,1,0.5\na,2,2,0.7\nb,1,3,0.9\n",
        Map.of("task", "regression"),
        "numbers that differ within a sequence");
  }

  private void refused(String text, Map<String, String> more, String message) {
    assertThatThrownBy(() -> open(write(text), more))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  // sequences c0, c1, … of one step each
  private static String others(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("c" + i + ",1," + i + "," + (i % 2 == 0 ? "up" : "down") + "\n");
    }
    return text.toString();
  }

  private static Dataset open(Path file, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(Map.of("sequence-id", "who", "time", "when"));
    all.putAll(more);
    return Datasets.open(Settings.with(TestTables.options(file), all));
  }

  private Path write(String text) {
    return TestTables.write(folder, "l.csv", text);
  }
}
