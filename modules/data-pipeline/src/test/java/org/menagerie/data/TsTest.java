package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class TsTest {
  private static final String HEADER =
      """
      # a comment
      @problemName Voices
      @timeStamps false
      @missing false
      @univariate false
      @dimensions 12
      @equalLength false
      @classLabel true 1 2 3 4 5 6 7 8 9

      @data
      """;

  @TempDir private Path folder;

  @Test
  void trainAndTestFilesOfTwelveDimensionsAndAnyLengthAreRead() {
    Path train = write("Voices_TRAIN.ts", voices(270, 7, 26, 1));
    Path test = write("Voices_TEST.ts", voices(370, 7, 29, 2));
    Dataset dataset = open(train, Map.of("test", test.toString()));
    Splits splits = dataset.prepare(3).splits();
    assertThat(splits.train().input()).isEqualTo(new InputShape.Sequence(29, 12));
    assertThat(((Target.Classes) splits.train().target()).labels())
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(splits.train().size() + splits.validation().size()).isEqualTo(270);
    assertThat(splits.test().size()).isEqualTo(370);
    assertThat(dataset.examples()).isEqualTo(640);
    assertThat(dataset.report().lines().get(0))
        .isEqualTo(
            "Voices_TRAIN: 270 series of 7 to 26 steps, 12 dimensions -> 9 classes of 30 to 30");
  }

  @Test
  void stepsAreStandardisedByTheTrainingPartsRealStepsAlone() {
    Path train = write("a.ts", voices(90, 3, 9, 4));
    Splits splits = open(train, Map.of()).prepare(5).splits();
    DataSet all = splits.train().batch(TestTables.all(splits.train()));
    double real = all.getFeaturesMaskArray().sumNumber().doubleValue();
    for (int d = 0; d < 12; d++) {
      INDArray dimension = all.getFeatures().tensorAlongDimension(d, 0, 2);
      double sum = dimension.sumNumber().doubleValue(); // padding is 0
      double squares = dimension.mul(dimension).sumNumber().doubleValue();
      assertThat(sum / real).isCloseTo(0, within(1e-5));
      assertThat(squares / real).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void maskIsOneForTheRealStepsOfEachSeries() {
    String text = "@classLabel true a b\n@data\n1,2,3:a\n4:b\n5,6:a\n1,1:b\n2,1,1:a\n3,1:b\n";
    Encoder encoder = open(write("m.ts", text), Map.of()).prepare(1).encoder();
    Examples examples = encoder.encode(folder.resolve("m.ts")).examples();
    DataSet batch = examples.batch(new int[] {1, 0});
    assertThat(batch.getFeatures().shape()).containsExactly(2, 1, 3);
    assertThat(batch.getFeaturesMaskArray().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 0, 0}, {1, 1, 1}});
    assertThat(batch.getFeatures().getDouble(0, 0, 1)).isZero();
    assertThat(batch.getFeatures().getDouble(0, 0, 0))
        .isGreaterThan(batch.getFeatures().getDouble(1, 0, 2));
  }

  @Test
  void equalLengthsNeedNoMask() {
    String text = "@classLabel true a b\n@data\n" + "1,2:a\n3,4:b\n".repeat(5);
    Splits splits = open(write("e.ts", text), Map.of()).prepare(1).splits();
    assertThat(splits.train().batch(new int[] {0}).getFeaturesMaskArray()).isNull();
  }

  @Test
  void missingValuesAreInterpolatedInTime() {
    double nan = Double.NaN;
    double[] values = {nan, nan, 2, nan, nan, 5, nan};
    assertThat(Gaps.interpolate(values, 7)).isEqualTo(5);
    assertThat(values).containsExactly(new double[] {2, 2, 2, 3, 4, 5, 5}, within(1e-12));
    double[] none = {nan, nan};
    assertThat(Gaps.interpolate(none, 2)).isEqualTo(2);
    assertThat(none).containsExactly(nan, nan);
  }

  @Test
  void aSeriesThatIsFilledUpWithMissingValuesEndsWhereTheyBegin() {
    String text = "@classLabel true a b\n@data\n1,NaN,3,?,?:a\n1,2,3,4,5:b\n";
    TsReader.Content content = TsReader.read(SourceText.of(write("f.ts", text)));
    assertThat(content.sequences().starts()).containsExactly(0, 3, 8);
    assertThat(((Column.Numbers) content.sequences().steps().column("d1")).values())
        .containsExactly(1, 2, 3, 1, 2, 3, 4, 5);
    assertThat(content.sequences().notes())
        .containsExactly(
            "1 missing value interpolated in time",
            "1 series ends early: what follows is missing in every dimension");
  }

  @Test
  void targetLabelsAreNumbersToPredict() {
    StringBuilder text = new StringBuilder("@targetLabel true\n@data\n");
    for (int i = 0; i < 20; i++) {
      text.append(i).append(",1,2:").append(i * 0.5).append('\n');
    }
    Dataset dataset = open(write("r.ts", text.toString()), Map.of());
    assertThat(dataset.prepare(1).splits().train().target()).isInstanceOf(Target.Values.class);
    assertThat(dataset.report().target()).endsWith("-> numbers from 0.0 to 9.5");
  }

  @Test
  void encoderSurvivesJsonAndReadsFilesWithAndWithoutLabels() {
    Path file = write("j.ts", voices(90, 3, 9, 4));
    Encoder encoder = open(file, Map.of()).prepare(1).encoder();
    Encoder again = Encoder.fromJson(encoder.toJson());
    assertThat(again).isEqualTo(encoder);
    LabelledFile labelled = again.encodeLabelled(file.toString());
    assertThat(labelled.examples().size()).isEqualTo(90);
    String bare =
        voices(90, 3, 9, 4)
            .replace("@classLabel true 1 2 3 4 5 6 7 8 9", "@classLabel false")
            .replaceAll("(?m):\\d$", "");
    float[] without = TestTables.features(again.encode(write("bare.ts", bare)).examples());
    assertThat(without).isEqualTo(TestTables.features(labelled.examples()));
  }

  @Test
  void longerSeriesAreCutAndTheUserIsTold() {
    Path file = write("s.ts", voices(90, 3, 9, 4));
    Encoder encoder = open(file, Map.of("max-length", "4")).prepare(1).encoder();
    assertThat(encoder.input()).isEqualTo(new InputShape.Sequence(4, 12));
    EncodedFile encoded = encoder.encode(file);
    assertThat(encoded.notes()).anyMatch(n -> n.contains("longer than 4 steps"));
  }

  @Test
  void aTestFileBesideTheTrainingFileIsNotReadUnasked() {
    Path train = write("B_TRAIN.ts", voices(90, 3, 9, 4));
    write("B_TEST.ts", voices(90, 3, 9, 5));
    Dataset dataset = open(train, Map.of());
    assertThat(dataset.examples()).isEqualTo(90);
    assertThat(dataset.report().notes())
        .contains("B_TEST.ts lies beside it and is not read; --test names a test part");
  }

  @Test
  void wrongFilesAreRefusedInOneLine() {
    refused("@classLabel true a\n1,2:a\n", "x.ts line 2: a series before @data");
    refused("date,visits\n2024-01-01,5\n", "x.ts is no .ts file: line 1 is no header");
    refused(
        "@classLabel true a b\n@data\n1,2:a\n1,2:c\n",
        "x.ts line 4: class 'c' is not one of @classLabel: a, b");
    refused(
        "@dimensions 3\n@classLabel true a b\n@data\n1,2:3,4:a\n",
        "x.ts line 4: 2 dimensions and a label between colons where 3 dimensions and a label are");
    refused("@classLabel true a b\n", "x.ts has no line @data");
    refused("@classLabel true a b\n@data\n", "x.ts has a header but no series");
    refused("@timeStamps true\n@data\n", "x.ts line 1: @timeStamps true: (time,value) pairs");
    refused("@classLabel true a b\n@data\n(0,1),(1,2):a\n", "x.ts line 3: @timeStamps true");
    refused("@classLabel true a b\n@data\n1,x:a\n", "x.ts line 3: 'x' is not a number");
    refused("@classLabel true a b\n@data\n1,inf:a\n", "x.ts line 3: 'inf' is not a finite number");
    refused(
        "@dimensions 2\n@classLabel true a b\n@data\n1:2:3:a\n",
        "x.ts line 4: 4 parts between colons where 2 dimensions and a label are needed");
    refused(
        "@dimensions 2\n@classLabel true a b\n@data\n1,2:3:a\n",
        "x.ts line 4: dimension 2 has 1 values where the first has 2");
    refused("@data\n1,2\n3,4\n", "x.ts has no labels: neither @classLabel true nor @targetLabel");
    refused("@dimensions many\n", "x.ts line 1: @dimensions must be a positive whole number");
    refused("@univariate maybe\n", "must be true or false, was 'maybe'");
    refused("@classLabel true a b\n@data\n1:a\n2:a\n3:a\n4:a\n", "every label is 'a'");
  }

  @Test
  void whatIsNotReadOrContradictsTheHeaderIsSaid() {
    String header = "@equalLength true\n@classLabel true a b\n@data\n";
    Path file = write("x.ts", header + "1,2,3:a\n1,2:b\n".repeat(20) + "1,2,3:?\n");
    DataReport report = open(file, Map.of("max-length", "2")).report();
    assertThat(report.notes())
        .contains(
            "@equalLength true, but series have 2 to 3 steps",
            "21 series are longer than 2 steps; what follows is not read");
    assertThat(report.target()).startsWith("41 series of 2 to 3 steps, 40 with a label, 1 dim");
  }

  @Test
  void aTestFileOfAnotherKindIsRefused() {
    Path train = write("t.ts", voices(90, 3, 9, 4));
    Path other = write("o.ts", "@classLabel true a b\n@data\n1,2:a\n");
    assertThatThrownBy(() -> open(train, Map.of("test", other.toString())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("o.ts has 1 dimensions and classes where t.ts has 12 and classes");
    Encoder encoder = open(train, Map.of()).prepare(1).encoder();
    assertThatThrownBy(() -> encoder.encode(other))
        .hasMessage("o.ts has 1 dimension where the training has 12");
  }

  @Test
  void optionsOfOtherKindsOfDataAreRefused() {
    Path train = write("t.ts", voices(90, 3, 9, 4));
    assertThatThrownBy(() -> open(train, Map.of("label", "class")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("label is not for a .ts file");
    assertThatThrownBy(() -> open(train, Map.of("horizon", "3")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("horizon is not for a .ts file");
    assertThatThrownBy(() -> open(train, Map.of("task", "regression")))
        .hasMessageContaining("holds classes, as its header says");
  }

  @Test
  void syntheticControlIsSplitByItsPublishedHalves() {
    Dataset dataset =
        Datasets.open(Settings.with(DataOptions.defaults(), Map.of("data", "synthetic-control")));
    for (long seed = 1; seed <= 2; seed++) {
      Splits splits = dataset.prepare(seed).splits();
      assertThat(splits.train().size()).isEqualTo(240);
      assertThat(splits.validation().size()).isEqualTo(60);
      assertThat(splits.test().size()).isEqualTo(300);
      assertThat(splits.train().input()).isEqualTo(new InputShape.Sequence(60, 1));
      INDArray labels = splits.test().batch(TestTables.all(splits.test())).getLabels();
      assertThat(labels.sum(0).toFloatVector()).containsOnly(50);
    }
    assertThat(dataset.report().lines()).contains("test part: 300 series of synthetic-control");
  }

  @Test
  void syntheticControlFollowsItsEquations() {
    double[] y = ((Column.Numbers) SyntheticControl.all().steps().column("d1")).values();
    for (int series = 0; series < 600; series++) {
      double[] one = Arrays.copyOfRange(y, series * 60, series * 60 + 60);
      double first = Arrays.stream(one, 0, 20).average().orElseThrow();
      double last = Arrays.stream(one, 40, 60).average().orElseThrow();
      double change = last - first; // noise of a mean of 20 has deviation 0.77
      switch (series / 100) {
        case 0 -> assertThat(Arrays.stream(one)).allMatch(v -> v >= 24 && v <= 36);
        case 1 -> assertThat(Math.abs(change)).isLessThan(15);
        case 2 -> assertThat(change).isBetween(40 * 0.2 - 5, 40 * 0.5 + 5);
        case 3 -> assertThat(-change).isBetween(40 * 0.2 - 5, 40 * 0.5 + 5);
        case 4 -> assertThat(change).isBetween(7.5 - 5, 20 + 5.0);
        default -> assertThat(-change).isBetween(7.5 - 5, 20 + 5.0);
      }
    }
  }

  private void refused(String text, String message) {
    assertThatThrownBy(() -> open(write("x.ts", text), Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private Path write(String name, String text) {
    return TestTables.write(folder, name, text);
  }

  private static Dataset open(Path path, Map<String, String> more) {
    return Datasets.open(Settings.with(TestTables.options(path), more));
  }

  /** Series of 12 dimensions whose levels tell nine speakers apart. */
  static String voices(int series, int shortest, int longest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < series; i++) {
      int speaker = i % 9;
      int length = i < 2 ? (i == 0 ? shortest : longest) : random.nextInt(shortest, longest + 1);
      for (int d = 0; d < 12; d++) {
        for (int t = 0; t < length; t++) {
          double level = Math.cos(speaker + d) + 0.5 * Math.sin(0.3 * t * (1 + speaker % 3));
          String value = String.format(Locale.ROOT, "%.4f", level + random.nextDouble(-0.5, 0.5));
          text.append(t == 0 ? "" : ",").append(value);
        }
        text.append(':');
      }
      text.append(speaker + 1).append('\n');
    }
    return text.toString();
  }
}
