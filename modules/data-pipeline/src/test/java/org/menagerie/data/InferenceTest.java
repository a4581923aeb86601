package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.data.TestTables.open;
import static org.menagerie.data.TestTables.options;
import static org.menagerie.data.TestTables.write;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.InputShape;
import org.menagerie.core.Settings;
import org.menagerie.core.Target;

/** What is concluded from a table that nobody described. */
class InferenceTest {
  @TempDir Path folder;

  @Test
  void labelIsTheLastColumnUnlessNamed() {
    Path path = table("label", i -> i % 2 == 0 ? "x" : "y");
    assertThat(open(path).report().target()).startsWith("label, 2 classes");
    Dataset other = Datasets.open(Settings.with(options(path), Map.of("label", "b")));
    assertThat(other.report().target()).startsWith("b, numbers from ");
    assertThat(used(other)).containsExactlyInAnyOrder("a", "label", "b");
  }

  @Test
  void emptyColumnBehindATrailingDelimiterIsNotTheLabel() {
    StringBuilder text = new StringBuilder("a,label,\n");
    for (int i = 0; i < 20; i++) {
      text.append(i * i).append(i % 2 == 0 ? ",x,\n" : ",y,\n");
    }
    assertThat(open(write(folder, "x.csv", text.toString())).report().target())
        .startsWith("label, 2 classes");
  }

  @Test
  void textLabelsAreClasses() {
    assertThat(target(table("k", i -> "c" + i % 5)))
        .isEqualTo(new Target.Classes(java.util.List.of("c0", "c1", "c2", "c3", "c4")));
  }

  @Test
  void fewWholeNumbersAreClassesInNumericOrder() {
    Dataset dataset = open(table("k", i -> i % 12 + (i % 24 < 12 ? ".0" : "")));
    assertThat(((Target.Classes) dataset.prepare(1).encoder().target()).labels())
        .startsWith("0", "1", "2")
        .endsWith("10", "11");
    assertThat(dataset.report().notes())
        .containsExactly(
            "label k: 12 whole numbers read as classes; --set task=regression for numbers");
  }

  @Test
  void manyWholeNumbersAreClassesOnlyWhereEachIsFrequent() {
    assertThat(target(table("k", i -> "" + i % 30))).isInstanceOf(Target.Classes.class);
    assertThat(target(table("k", i -> "" + i % 50))).isInstanceOf(Target.Values.class);
    assertThat(target(table("k", i -> "" + i))).isInstanceOf(Target.Values.class);
  }

  @Test
  void fractionsAreNumbersToPredict() {
    assertThat(target(table("k", i -> i % 3 + ".5"))).isInstanceOf(Target.Values.class);
  }

  @Test
  void taskOverrulesTheGuess() {
    Path whole = table("k", i -> "" + i % 3);
    assertThat(
            Datasets.open(Settings.with(options(whole), Map.of("task", "regression")))
                .prepare(1)
                .encoder()
                .target())
        .isInstanceOf(Target.Values.class);
    Path fractions = table("k", i -> i % 3 + ".5");
    Dataset classes =
        Datasets.open(Settings.with(options(fractions), Map.of("task", "classification")));
    assertThat(classes.prepare(1).encoder().target())
        .isEqualTo(new Target.Classes(java.util.List.of("0.5", "1.5", "2.5")));
  }

  @Test
  void keptClassesComeInTheOrderAskedFor() {
    Dataset dataset =
        Datasets.open(
            Settings.with(DataOptions.defaults(), Map.of("classes", "versicolor, setosa")));
    assertThat(dataset.examples()).isEqualTo(100);
    assertThat(((Target.Classes) dataset.prepare(1).encoder().target()).labels())
        .containsExactly("versicolor", "setosa");
    assertThat(dataset.report().rowsDropped()).isEqualTo(Map.of("of other classes", 50));
  }

  @Test
  void columnWithManyCellsOfTextIsOneOfCategories() {
    Dataset dataset = open(feature(i -> i % 4 == 3 ? "3+" : "" + i % 4));
    assertThat(kind(dataset, "f")).isEqualTo(ColumnKind.TEXT);
    assertThat(dataset.prepare(1).encoder().input()).isEqualTo(new InputShape.Features(1 + 4));
  }

  @Test
  void numbersWithGapsAreNumbers() {
    Dataset dataset = open(feature(i -> i % 3 == 0 ? "?" : "" + (i * 37 % 101) / 8.0));
    assertThat(kind(dataset, "f")).isEqualTo(ColumnKind.NUMBER);
    assertThat(dataset.report().imputed()).isEqualTo(Map.of("f", 100L));
    assertThat(dataset.prepare(1).encoder().input()).isEqualTo(new InputShape.Features(1 + 2));
  }

  @Test
  void datesBecomeDays() {
    Dataset dataset =
        open(feature(i -> java.time.LocalDate.of(2020, 1, 1).plusDays(i * 7 % 300).toString()));
    assertThat(kind(dataset, "f")).isEqualTo(ColumnKind.DATE);
    assertThat(dataset.report().notes())
        .containsExactly("column f: dates as days since 1970-01-01");
    assertThat(dataset.prepare(1).encoder().input()).isEqualTo(new InputShape.Features(2));
  }

  @Test
  void rowNumbersAreLeftOut() {
    for (int start = 0; start <= 1; start++) {
      int first = start;
      assertLeftOut(table("", "label", i -> "" + (i + first)), "c1", "numbers the rows");
      assertLeftOut(table("index", "label", i -> "" + (i + first)), "index", "numbers the rows");
    }
    assertLeftOut(table("Unnamed: 0", "label", i -> "" + i), "Unnamed: 0", "numbers the rows");
    assertLeftOut(table("id", "label", i -> "" + (i + 1000)), "id", "numbers the rows");
  }

  @Test
  void measuredColumnThatCountsUpIsKept() {
    Dataset dataset = open(table("time", "label", i -> "" + i));
    assertThat(used(dataset)).contains("time");
  }

  @Test
  void identifiersAreLeftOut() {
    assertLeftOut(table("id", "label", i -> "" + (i * 7919 % 100_003)), "id", "an identifier");
    assertLeftOut(
        table("name", "label", i -> "person " + i),
        "name",
        "nearly every value differs: names, keys or prose");
  }

  @Test
  void columnsWithOneValueAreLeftOutUnlessItsAbsenceTells() {
    assertLeftOut(table("k", "label", i -> "7"), "k", "one value only");
    assertLeftOut(table("k", "label", i -> ""), "k", "no values");
    Dataset telling = open(table("k", "label", i -> i % 3 == 0 ? "yes" : ""));
    assertThat(used(telling)).contains("k");
  }

  @Test
  void droppedColumnsAreLeftOut() {
    Path path = table("k", "label", i -> "" + i * i);
    Dataset dataset = Datasets.open(Settings.with(options(path), Map.of("drop", "k, b")));
    assertThat(used(dataset)).containsExactly("a", "label");
    assertThat(dataset.report().lines()).contains("columns left out: k, b (as asked)");
  }

  @Test
  void rowsWithoutALabelAreLeftOut() {
    Dataset dataset = open(table("label", i -> i % 10 == 0 ? "?" : i % 2 == 0 ? "x" : "y"));
    assertThat(dataset.examples()).isEqualTo(270);
    assertThat(dataset.report().rowsDropped()).isEqualTo(Map.of("without a label", 30));
    assertThat(dataset.report().lines())
        .containsExactly(
            "t: 270 rows, 2 columns -> label, 2 classes (x 120, y 150)",
            "30 rows left out: without a label");
  }

  @Test
  void oneTextColumnIsReadCharacterByCharacter() {
    StringBuilder text = new StringBuilder("text,label\n");
    for (int i = 0; i < 60; i++) {
      text.append("ab".repeat(1 + i % 7)).append(i).append(i % 2 == 0 ? ",x\n" : ",y\n");
    }
    Dataset dataset = open(write(folder, "t.csv", text.toString()));
    assertThat(dataset.prepare(1).encoder().input()).isInstanceOf(InputShape.Tokens.class);
    assertThat(kind(dataset, "text")).isEqualTo(ColumnKind.TEXT);
  }

  @Test
  void rareClassesAreNoted() {
    Dataset dataset = open(table("label", i -> i == 5 ? "rare" : i % 2 == 0 ? "x" : "y"));
    assertThat(dataset.report().notes())
        .containsExactly("fewer than 3 rows, so used for training alone: rare");
  }

  @Test
  void classesMayBeCalledNone() {
    for (String name : new String[] {"none", "null", "NA", "n/a"}) {
      Path path = table("label", i -> i % 10 == 0 ? "" : i % 2 == 0 ? name : "y");
      Dataset dataset = open(path);
      assertThat(target(path)).isEqualTo(new Target.Classes(java.util.List.of(name, "y")));
      assertThat(dataset.report().rowsDropped()).isEqualTo(Map.of("without a label", 30));
      assertThat(dataset.report().columnLines()).contains("label  class    30 missing, the label");
      Encoder encoder = dataset.prepare(1).encoder();
      assertThat(encoder.encodeLabelled(path.toString()).examples().size()).isEqualTo(270);
    }
  }

  @Test
  void numberedClassesMayHaveAnyMarkForAMissingLabel() {
    Dataset dataset = open(table("label", i -> i % 10 == 0 ? "NA" : "" + i % 2));
    assertThat(dataset.report().rowsDropped()).isEqualTo(Map.of("without a label", 30));
  }

  @Test
  void askedClassesAreNumbersHoweverTheyAreSpelt() {
    Path path = table("k", i -> "" + i % 3);
    Dataset dataset = Datasets.open(Settings.with(options(path), Map.of("classes", "2.0,1.0")));
    assertThat(dataset.prepare(1).encoder().target())
        .isEqualTo(new Target.Classes(java.util.List.of("2", "1")));
    assertThat(dataset.examples()).isEqualTo(200);
  }

  @Test
  void keysThatComeBackAreKept() {
    IntFunction<String> inTurn = i -> "" + (i % 400 + 1000);
    IntFunction<String> inBlocks = i -> "" + (i / 10 * 7919 % 100_003);
    for (IntFunction<String> key : java.util.List.of(inTurn, inBlocks)) {
      StringBuilder text = new StringBuilder("store_id,v,label\n");
      for (int i = 0; i < 4000; i++) {
        text.append(key.apply(i)).append(',').append(i * 7 % 13);
        text.append(i % 2 == 0 ? ",x\n" : ",y\n");
      }
      assertThat(used(open(write(folder, "t.csv", text.toString())))).contains("store_id");
    }
  }

  @Test
  void columnLinesTellWhatBecameOfEachColumn() {
    StringBuilder text = new StringBuilder("id,height,town,label\n");
    for (int i = 0; i < 3000; i++) {
      text.append(i).append(',').append(i % 2 == 0 ? "" : i * 7 % 13).append(",Rome");
      text.append(i % 3 == 0 ? ",x\n" : ",y\n");
    }
    assertThat(open(write(folder, "t.csv", text.toString())).report().columnLines())
        .containsExactly(
            "id      number   left out: numbers the rows",
            "height  number   1,500 missing",
            "town    text     left out: one value only",
            "label   class    the label");
  }

  @Test
  void numbersInMessagesDoNotDependOnTheLocale() {
    Path path = feature(i -> i % 3 == 0 ? "?" : "" + (i * 37 % 101) / 8.0);
    DataReport report = open(path).report();
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(open(path).report().lines()).isEqualTo(report.lines());
      assertThat(open(path).report().columnLines()).isEqualTo(report.columnLines());
    } finally {
      Locale.setDefault(before);
    }
  }

  private static java.util.List<String> used(Dataset dataset) {
    return dataset.report().columns().stream()
        .filter(c -> c.leftOut().isEmpty() || c.leftOut().equals(DataReport.LABEL))
        .map(DataReport.ColumnReport::name)
        .toList();
  }

  private static ColumnKind kind(Dataset dataset, String column) {
    return dataset.report().columns().stream()
        .filter(c -> c.name().equals(column))
        .findFirst()
        .orElseThrow()
        .kind();
  }

  private static Target target(Path path) {
    return open(path).prepare(1).encoder().target();
  }

  private static void assertLeftOut(Path path, String column, String reason) {
    Dataset dataset = open(path);
    assertThat(used(dataset)).doesNotContain(column);
    assertThat(dataset.report().columns())
        .filteredOn(c -> c.name().equals(column))
        .singleElement()
        .satisfies(c -> assertThat(c.leftOut()).isEqualTo(reason));
    assertThat(dataset.report().lines())
        .contains("columns left out: " + column + " (" + reason + ")");
  }

  /** 300 rows of numbers a and b and a label. */
  private Path table(String label, IntFunction<String> cell) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("a,b," + label + "\n");
    for (int i = 0; i < 300; i++) {
      text.append(random.nextGaussian()).append(',').append(random.nextInt(900));
      text.append(".25,").append(cell.apply(i)).append('\n');
    }
    return write(folder, "t.csv", text.toString());
  }

  /** 300 rows of a column, numbers a and b, and a label of two classes. */
  private Path table(String first, String label, IntFunction<String> cell) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder(first + ",a,b," + label + "\n");
    for (int i = 0; i < 300; i++) {
      text.append(cell.apply(i)).append(',').append(random.nextGaussian()).append(',');
      text.append(random.nextInt(900)).append(i % 2 == 0 ? ".25,x\n" : ".25,y\n");
    }
    return write(folder, "t.csv", text.toString());
  }

  /** 300 rows of a column f, a number and a label of two classes. */
  private Path feature(IntFunction<String> cell) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("f,a,label\n");
    for (int i = 0; i < 300; i++) {
      text.append(cell.apply(i)).append(',').append(random.nextGaussian());
      text.append(i % 2 == 0 ? ",x\n" : ",y\n");
    }
    return write(folder, "t.csv", text.toString());
  }
}
