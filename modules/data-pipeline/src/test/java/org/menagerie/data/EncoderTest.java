package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.menagerie.data.TestTables.features;
import static org.menagerie.data.TestTables.labels;
import static org.menagerie.data.TestTables.open;
import static org.menagerie.data.TestTables.write;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.Target;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

class EncoderTest {
  @TempDir Path folder;

  @Test
  void trainingNumbersAreStandardised() {
    Examples train = Datasets.open(DataOptions.defaults()).prepare(1).splits().train();
    float[] x = features(train);
    for (int column = 0; column < 4; column++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < train.size(); row++) {
        sum += x[row * 4 + column];
        squares += x[row * 4 + column] * x[row * 4 + column];
      }
      assertThat(sum / train.size()).isCloseTo(0, within(1e-6));
      assertThat(squares / train.size()).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void anEncodedRowShowsItsCells() {
    String rows = "1.5,red,10,a\n2.5,blue,2000000,b\n,red,30,a\n4.5,blue,,b\n".repeat(10);
    Path path = write(folder, "view.csv", "size,colour,price,label\n" + rows);
    Prepared prepared = open(path).prepare(4);
    Examples train = prepared.splits().train();
    List<String> lines = ("size,colour,price,label\n" + rows).lines().toList();
    for (int i = 0; i < train.size(); i++) {
      List<String> cells = new ArrayList<>();
      var view = (ExampleView.Fields) prepared.encoder().view(train.batch(new int[] {i}));
      view.fields().forEach(field -> cells.add(field.value()));
      String line = lines.get(Integer.parseInt(train.key(i)) - 1);
      List<String> expected = new ArrayList<>();
      for (String cell : line.split(",", -1)) {
        expected.add(cell.isEmpty() ? ExampleView.MISSING : cell);
      }
      assertThat(cells).isEqualTo(expected.subList(0, 3));
    }
  }

  @Test
  void anEncodedTextShowsItsCharactersAndThoseItDoesNotKnow() {
    TextFeatures features = new TextFeatures("text", 4, 4, new CharacterTokenizer("ab😀"));
    var view = (ExampleView.Text) features.view(new float[] {2, 4, 1, 0});
    assertThat(view.joined()).isEqualTo("a😀" + ExampleView.UNKNOWN);
  }

  @Test
  void testAndValidationRowsDoNotChangeTheEncoder() {
    List<String> rows = mixedRows();
    Path path = write(folder, "x.csv", text(rows));
    Prepared before = open(path).prepare(9);
    int[] train = trainRows(path, rows);
    List<String> changed = new ArrayList<>(rows);
    for (int i = 0; i < rows.size(); i++) {
      if (java.util.Arrays.binarySearch(train, i) < 0) {
        String label = rows.get(i).substring(rows.get(i).lastIndexOf(','));
        changed.set(i, "99999,zzz" + i % 2 + ",-4e6" + label);
      }
    }
    Prepared after = open(write(folder, "x.csv", text(changed))).prepare(9);
    assertThat(after.encoder()).isEqualTo(before.encoder());
    assertThat(features(after.splits().train())).isEqualTo(features(before.splits().train()));
    assertThat(features(after.splits().test())).isNotEqualTo(features(before.splits().test()));
  }

  @Test
  void jsonGivesAnEqualEncoderAndEqualBits() {
    Path path = write(folder, "x.csv", text(mixedRows()));
    List<String> sources = List.of(path.toString(), "iris", "digits", "splice");
    for (String data : sources) {
      Encoder encoder =
          Datasets.open(Settings.with(DataOptions.defaults(), Map.of("data", data)))
              .prepare(4)
              .encoder();
      Encoder again = Encoder.fromJson(encoder.toJson());
      assertThat(again).isEqualTo(encoder);
      Examples one = encoder.encodeLabelled(data).examples();
      Examples other = again.encodeLabelled(data).examples();
      assertThat(features(other)).isEqualTo(features(one));
      assertThat(labels(other)).isEqualTo(labels(one));
    }
  }

  @Test
  void brokenJsonIsRefusedInOneLine() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Encoder.fromJson("{\"header\": [\"a\"], \"labels\": 1}"))
        .withMessageStartingWith("the encoder is not readable: ")
        .matches(e -> !e.getMessage().contains("\n"));
  }

  @Test
  void categoriesAreOneHotAndUnknownOnesZero() {
    Encoder encoder = open(write(folder, "x.csv", colours("red", "green"))).prepare(1).encoder();
    Path fresh = write(folder, "new.csv", "colour,n\nred,1\ngreen,1\nblue,1\n");
    float[] x = features(encoder.encode(fresh).examples());
    // green is as frequent as red or more so; [one-hot of 2, n]
    assertThat(x[0] + x[1]).isEqualTo(1);
    assertThat(x[3] + x[4]).isEqualTo(1);
    assertThat(x[0]).isNotEqualTo(x[3]);
    assertThat(x[6] + x[7]).isZero();
  }

  @Test
  void unknownCategoriesAreNoted() {
    Encoder encoder = open(write(folder, "x.csv", colours("red", "green"))).prepare(1).encoder();
    Path fresh =
        write(
            folder,
            "new.csv",
            "colour,n,label\nred,1,x\nmars,1e9,y\nblue,1,y\nmars,1,x\n,1,x\nblack,1,?\n");
    assertThat(encoder.encode(fresh).notes())
        .containsExactly("colour: 3 unknown values in 4 rows (mars, blue, black)");
    assertThat(encoder.encodeLabelled(fresh.toString()).notes())
        .containsExactly(
            "1 row left out: without a label", "colour: 2 unknown values in 3 rows (mars, blue)");
  }

  @Test
  void pooledCategoriesAreNotedAsRareOrUnknown() {
    String[] many = new String[70];
    java.util.Arrays.setAll(many, i -> "c" + i);
    Encoder encoder = open(write(folder, "x.csv", colours(many))).prepare(1).encoder();
    Path fresh = write(folder, "new.csv", "colour,n\nmars,1\n");
    assertThat(encoder.encode(fresh).notes())
        .containsExactly("colour: 1 rare or unknown value in 1 row (mars)");
  }

  @Test
  void unknownCharactersAreNoted() {
    StringBuilder text = new StringBuilder("text,label\n");
    for (int i = 0; i < 60; i++) {
      text.append("ab".repeat(1 + i % 7)).append(i).append(i % 2 == 0 ? ",x\n" : ",y\n");
    }
    Encoder encoder = open(write(folder, "t.csv", text.toString())).prepare(1).encoder();
    Path fresh = write(folder, "new.csv", "text\nab1\nzéz\n");
    assertThat(encoder.encode(fresh).notes())
        .containsExactly("text: 2 unknown characters in 1 row (z, é)");
  }

  @Test
  void rareCategoriesShareOneInput() {
    String[] many = new String[70];
    for (int i = 0; i < many.length; i++) {
      many[i] = "c" + i;
    }
    Encoder encoder = open(write(folder, "x.csv", colours(many))).prepare(1).encoder();
    assertThat(encoder.input()).isEqualTo(new InputShape.Features(50 + 1 + 1));
  }

  @Test
  void commonGapsAreMarkedAndFilledWithTheMedian() {
    StringBuilder text = new StringBuilder("v,w,label\n");
    for (int i = 0; i < 300; i++) {
      text.append(i % 5 == 0 ? "" : i % 3 + 1).append(',').append(i * 7 % 13);
      text.append(i % 2 == 0 ? ",x\n" : ",y\n");
    }
    Encoder encoder = open(write(folder, "x.csv", text.toString())).prepare(1).encoder();
    Path fresh = write(folder, "new.csv", "v,w\n,1\n2,1\n");
    float[] x = features(encoder.encode(fresh).examples());
    assertThat(x[1]).isEqualTo(1); // missing
    assertThat(x[4]).isEqualTo(0);
    assertThat(x[0]).isEqualTo(x[3]); // the median is 2
  }

  @Test
  void heavyTailsKeepTheirOrderAndLeaveTheRestRoom() {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("price,w,label\n");
    for (int i = 0; i < 2000; i++) {
      text.append(Math.exp(3 * random.nextGaussian())).append(',').append(random.nextGaussian());
      text.append(i % 2 == 0 ? ",x\n" : ",y\n");
    }
    Encoder encoder = open(write(folder, "x.csv", text.toString())).prepare(1).encoder();
    Path fresh = write(folder, "new.csv", "price,w\n0.1,0\n1,0\n10,0\n100,0\n1000,0\n");
    float[] x = features(encoder.encode(fresh).examples());
    for (int i = 0; i < 4; i++) {
      assertThat(x[2 * i + 2] - x[2 * i]).as("step %s", i).isBetween(0.3f, 2f);
    }
  }

  @Test
  void logNormalColumnsBecomeNearlyNormal() {
    for (String sign : new String[] {"", "-"}) {
      Random random = new Random(5);
      StringBuilder text = new StringBuilder("price,w,label\n");
      double[] normal = new double[2000];
      for (int i = 0; i < normal.length; i++) {
        normal[i] = random.nextGaussian();
        text.append(sign).append(Math.exp(2 * normal[i])).append(',').append(i % 7);
        text.append(i % 2 == 0 ? ",x\n" : ",y\n");
      }
      Path path = write(folder, "x.csv", text.toString());
      float[] x = features(open(path).prepare(1).encoder().encode(path).examples());
      double product = 0;
      for (int i = 0; i < normal.length; i++) {
        product += x[2 * i] * normal[i];
      }
      double correlation = Math.abs(product / normal.length); // both have deviation 1
      assertThat(correlation).isBetween(0.97, 1.05);
    }
  }

  @Test
  void wildCellsAreCut() {
    Encoder encoder = Datasets.open(DataOptions.defaults()).prepare(1).encoder();
    Path fresh =
        write(
            folder,
            "new.csv",
            "sepal_length,sepal_width,petal_length,petal_width\n1e300,-1e300,1,1\n");
    assertThat(features(encoder.encode(fresh).examples())).startsWith(5, -5);
  }

  @Test
  void hugeAndTinyNumbersStayFinite() {
    StringBuilder text = new StringBuilder("v,w,label\n");
    for (int i = 0; i < 100; i++) {
      text.append(i % 10 == 0 ? "1e308" : "-1e307").append(',').append((i + 1) + "e-310");
      text.append(i % 2 == 0 ? ",x\n" : ",y\n");
    }
    Prepared prepared = open(write(folder, "x.csv", text.toString())).prepare(1);
    for (float x : features(prepared.splits().train())) {
      assertThat(x).isFinite();
    }
  }

  @Test
  void valuesAreStandardisedByTheTrainingPart() {
    StringBuilder text = new StringBuilder("v,y\n");
    for (int i = 0; i < 500; i++) {
      text.append(i * 7 % 13).append(',').append(100 + i % 97 + 0.5).append('\n');
    }
    Prepared prepared = open(write(folder, "x.csv", text.toString())).prepare(1);
    Target.Value value = ((Target.Values) prepared.encoder().target()).values().get(0);
    float[] y = labels(prepared.splits().train());
    double sum = 0;
    double squares = 0;
    double distance = 0;
    for (float v : y) {
      sum += v;
      squares += v * v;
      distance += Math.abs(value.toUnits(v) - value.mean());
    }
    assertThat(sum / y.length).isCloseTo(0, within(1e-6));
    assertThat(squares / y.length).isCloseTo(1, within(1e-6));
    assertThat(value.naiveError()).isCloseTo(distance / y.length, within(1e-4));
    assertThat(value.name()).isEqualTo("y");
  }

  @Test
  void hugeLabelsStayFinite() {
    for (double unit : new double[] {1e200, 1e-200, 4e307}) {
      StringBuilder text = new StringBuilder("v,y\n");
      for (int i = 0; i < 100; i++) {
        text.append(i * 7 % 13).append(',').append((i % 9 - 4) * unit).append('\n');
      }
      DataOptions options = TestTables.options(write(folder, "x.csv", text.toString()));
      Prepared prepared =
          Datasets.open(Settings.with(options, Map.of("task", "regression"))).prepare(1);
      Target.Value value = ((Target.Values) prepared.encoder().target()).values().get(0);
      assertThat(value.scale() / unit).isBetween(2.0, 3.0);
      assertThat(value.naiveError() / unit).isBetween(1.5, 3.0);
      double squares = 0;
      for (float y : labels(prepared.splits().train())) {
        squares += y * y / prepared.splits().train().size();
      }
      assertThat(squares).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void trainingLabelsThatDoNotDifferAreRefused() {
    Column.Numbers nearlyEqual = new Column.Numbers("y", new double[] {0.1, 0.1, 0.1, 7});
    Table table = new Table("x.csv", List.of(nearlyEqual), new int[] {2, 3, 4, 5});
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> NumberLabel.fit(table, "y", new int[] {0, 1, 2}))
        .withMessage(
            "x.csv, column y: the labels of the training part are all 0.1;"
                + " numbers that differ are needed");
    Column.Numbers ends =
        new Column.Numbers("y", new double[] {-Double.MIN_VALUE, 0, 0, Double.MIN_VALUE});
    Table tiny = new Table("x.csv", List.of(ends), new int[] {2, 3, 4, 5});
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> NumberLabel.fit(tiny, "y", new int[] {0, 1, 2, 3}));
  }

  @Test
  void predictionFindsColumnsByName() {
    Encoder encoder = Datasets.open(DataOptions.defaults()).prepare(1).encoder();
    Path fresh =
        write(
            folder,
            "new.csv",
            "petal_width,note,sepal_length,sepal_width,petal_length\n0.2,\"a,b\",5.1,3.5,1.4\n");
    EncodedFile encoded = encoder.encode(fresh);
    float[] iris = features(encoder.encodeLabelled("iris").examples());
    assertThat(features(encoded.examples())).isEqualTo(java.util.Arrays.copyOf(iris, 4));
    assertThat(encoded.notes()).containsExactly("columns not used: note");
    assertThat(encoded.examples().batch(new int[] {0}).getLabels()).isNull();
  }

  @Test
  void predictionKeepsRowsWithAnyLabel() {
    Encoder encoder = Datasets.open(DataOptions.defaults()).prepare(1).encoder();
    Path fresh =
        write(
            folder,
            "new.csv",
            "sepal_length,sepal_width,petal_length,petal_width,species\n1,2,3,4,?\n1,2,3,4,rose\n");
    assertThat(encoder.encode(fresh).examples().size()).isEqualTo(2);
    assertThat(encoder.encode(fresh).notes()).isEmpty();
  }

  @Test
  void predictionWithoutAFeatureIsRefused() {
    Encoder encoder = Datasets.open(DataOptions.defaults()).prepare(1).encoder();
    Path fresh = write(folder, "new.csv", "sepal_length,sepal_width,petal_length\n1,2,3\n");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> encoder.encode(fresh))
        .withMessage(
            "the model's column 'petal_width' is not in new.csv, which has"
                + " sepal_length, sepal_width, petal_length");
  }

  @Test
  void filesWithoutAHeaderAreReadByPosition() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append(i % 2 == 0 ? "x," : "y,").append(i * 7 % 13).append(',').append(i * 5 % 11);
      text.append('\n');
    }
    Path path = write(folder, "x.data", text.toString());
    Encoder encoder =
        Datasets.open(Settings.with(TestTables.options(path), Map.of("label", "c1")))
            .prepare(1)
            .encoder();
    float[] all = features(encoder.encodeLabelled(path.toString()).examples());
    Path fresh = write(folder, "new.data", text.toString().replaceAll("(?m)^.,", ""));
    assertThat(features(encoder.encode(fresh).examples())).isEqualTo(all);
    Path narrow = write(folder, "narrow.data", "1\n2\n");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> encoder.encode(narrow))
        .withMessage(
            "narrow.data has no header and 1 column; the model needs 2, or 3 with the label");
  }

  @Test
  void evaluationLeavesOutOtherClassesWhereTrainingDid() {
    Encoder encoder =
        Datasets.open(Settings.with(DataOptions.defaults(), Map.of("classes", "setosa,versicolor")))
            .prepare(1)
            .encoder();
    LabelledFile file = encoder.encodeLabelled("iris");
    assertThat(file.examples().size()).isEqualTo(100);
    assertThat(file.notes()).containsExactly("50 rows left out: of other classes");
  }

  @Test
  void evaluationRefusesUnknownClasses() {
    Encoder encoder = Datasets.open(DataOptions.defaults()).prepare(1).encoder();
    Path other =
        write(
            folder,
            "new.csv",
            "sepal_length,sepal_width,petal_length,petal_width,species\n1,2,3,4,rose\n");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> encoder.encodeLabelled(other.toString()))
        .withMessage(
            "new.csv line 2, column species: class 'rose' is not one of the training's"
                + " (setosa, versicolor, virginica)");
  }

  @Test
  void shorterTextsArePaddedAndMasked() {
    StringBuilder text = new StringBuilder("text,label\n");
    for (int i = 0; i < 60; i++) {
      text.append((char) ('a' + i % 3)).append(1000 + i).append(i % 2 == 0 ? ",x\n" : ",y\n");
    }
    Encoder encoder = open(write(folder, "t.csv", text.toString())).prepare(1).encoder();
    assertThat(((InputShape.Tokens) encoder.input()).steps()).isEqualTo(5);
    Path fresh = write(folder, "new.csv", "text\na1\nz1000000\n");
    DataSet batch = encoder.encode(fresh).examples().batch(new int[] {0, 1});
    assertThat(batch.getFeatures().shape()).containsExactly(2, 5);
    float[] x = batch.getFeatures().data().asFloat();
    // 2 to 11 are the digits that training saw, then a, b, c
    assertThat(x[0]).isGreaterThan(x[1]);
    assertThat(x[1]).isGreaterThan(1);
    assertThat(java.util.Arrays.copyOfRange(x, 2, 6)).containsExactly(0, 0, 0, 1);
    assertThat(batch.getFeaturesMaskArray().data().asFloat())
        .containsExactly(1, 1, 0, 0, 0, 1, 1, 1, 1, 1);
  }

  @Test
  void batchesAreFreshFloatArraysInRowOrder() {
    Examples train = Datasets.open(DataOptions.defaults()).prepare(1).splits().train();
    DataSet batch = train.batch(new int[] {7, 3, 7});
    assertThat(batch.getFeatures().dataType()).isEqualTo(DataType.FLOAT);
    assertThat(batch.getFeatures().ordering()).isEqualTo('c');
    assertThat(batch.getFeatures().getRow(0)).isEqualTo(batch.getFeatures().getRow(2));
    float before = train.batch(new int[] {7}).getFeatures().getFloat(0);
    batch.getFeatures().assign(9);
    assertThat(train.batch(new int[] {7}).getFeatures().getFloat(0)).isEqualTo(before);
  }

  private static String colours(String... colours) {
    StringBuilder text = new StringBuilder("colour,n,label\n");
    for (int i = 0; i < 12 * colours.length; i++) {
      text.append(colours[i % colours.length]).append(',').append(i * 7 % 13);
      text.append(i % 3 == 0 ? ",x\n" : ",y\n");
    }
    return text.toString();
  }

  private static List<String> mixedRows() {
    Random random = new Random(11);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String number = i % 6 == 0 ? "" : Double.toString(random.nextGaussian() / 3);
      String category = List.of("u", "v", "w", "?").get(random.nextInt(4));
      rows.add(number + "," + category + "," + Math.exp(4 * random.nextGaussian()) + ",c" + i % 3);
    }
    return rows;
  }

  private static String text(List<String> rows) {
    return "n,k,heavy,label\n" + String.join("\n", rows) + "\n";
  }

  private static int[] trainRows(Path path, List<String> rows) {
    int[] group = rows.stream().mapToInt(r -> r.charAt(r.length() - 1) - '0').toArray();
    int[] all = java.util.stream.IntStream.range(0, rows.size()).toArray();
    assertThat(path).exists();
    return Partition.of(all, group, 3, SplitRatio.forSize(rows.size(), false), false, 9).train();
  }
}
