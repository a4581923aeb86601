package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.menagerie.data.TestTables.options;
import static org.menagerie.data.TestTables.write;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.Target;

final class TextTableTest {
  @TempDir private Path folder;

  @Test
  void languagesAreSentencesInThirtyTwoLanguages() {
    Dataset languages =
        Datasets.open(
            Settings.with(
                DataOptions.defaults(), Map.of("data", "languages", "split", "60/20/20")));
    Prepared prepared = languages.prepare(1);
    assertThat(((Target.Classes) prepared.encoder().target()).labels()).hasSize(32);
    assertThat(prepared.splits().test().size()).isBetween(440, 448);
    InputShape.Tokens input = (InputShape.Tokens) prepared.encoder().input();
    assertThat(input.vocabulary()).isGreaterThan(100);
  }

  @Test
  void theTextIsFoundAmongOtherColumnsAndTheyAreNoted() {
    Path path = table("id,text,lines", i -> i + 7 + ",\"" + prose(i) + "\"," + i % 5);
    Dataset dataset = TestTables.open(path);
    assertThat(dataset.report().lines())
        .contains("columns left out: id (numbers the rows); lines (only the text text is read)");
    assertThat(dataset.prepare(1).encoder().input()).isInstanceOf(InputShape.Tokens.class);
  }

  @Test
  void namesBesideMeasurementsAreNoText() {
    Path path = table("name,a,b", i -> "person number " + i + "," + i % 5 + "," + i * i % 7);
    assertThat(TestTables.open(path).prepare(1).encoder().input())
        .isInstanceOf(InputShape.Features.class);
  }

  @Test
  void textsAreReadAsAsked() {
    Path path = table("text", i -> "\"" + prose(i) + "\"");
    for (String tokens : List.of("characters", "words", "pieces")) {
      Encoder encoder =
          open(path, Map.of("tokens", tokens, "max-length", "12")).prepare(1).encoder();
      assertThat(((InputShape.Tokens) encoder.input()).steps()).isEqualTo(12);
      assertThat(encoder.notes().get(0))
          .startsWith("text: read by " + tokens + ", ")
          .contains(", 12 steps; longer texts are cut (the longest has ");
      assertThat(Encoder.fromJson(encoder.toJson())).isEqualTo(encoder);
    }
  }

  @Test
  void unusableWishesAreRefused() {
    Path texts = table("text", i -> "\"" + prose(i) + "\"");
    assertRefused(texts, "tokens", "letters", "tokens must be characters, words, pieces, was");
    assertRefused(texts, "max-length", "0", "max-length must be in [1, 16384], was 0");
    assertRefused(texts, "max-length", "many", "max-length must be a whole number, was 'many'");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(
            () -> Datasets.open(Settings.with(DataOptions.defaults(), Map.of("tokens", "words"))))
        .withMessage("tokens is not for a table without texts such as iris, was words");
  }

  @Test
  void lengthIsThatOfNearlyAllTrainingTexts() {
    Path path = table("text", i -> "ab ".repeat(i == 0 ? 400 : 10) + "k" + i);
    Encoder encoder = open(path, Map.of("tokens", "words")).prepare(1).encoder();
    assertThat(((InputShape.Tokens) encoder.input()).steps()).isEqualTo(12);
  }

  @Test
  void vocabularyIsThatOfTheTrainingPartAlone() {
    Path train = table("text", i -> prose(i).replace(",", ""));
    Path test = write(folder, "test.csv", "text,label\nzebra zebra zebra \u00e9\u00e9,x\n");
    Encoder encoder =
        open(train, Map.of("tokens", "words", "test", test.toString())).prepare(1).encoder();
    assertThat(encoder.toJson()).doesNotContain("zebra").contains("rain");
  }

  @Test
  void quotedLineBreaksAndMissingTextsAreRead() {
    Path path = table("text", i -> i % 10 == 0 ? "" : "\"line one\nof \"\"" + prose(i) + "\"\"\"");
    Prepared prepared = TestTables.open(path).prepare(1);
    Path fresh = write(folder, "new.csv", "text\n\"rain\nrain\"\n?\n");
    Examples examples = prepared.encoder().encode(fresh).examples();
    assertThat(text(prepared.encoder(), examples, 0)).isEqualTo("rain rain");
    assertThat(text(prepared.encoder(), examples, 1)).isEqualTo(ExampleView.UNKNOWN);
  }

  @Test
  void unknownWordsAndCutTextsAreNoted() {
    Path path = table("text", i -> prose(i).replace(",", ""));
    Encoder encoder = open(path, Map.of("tokens", "words", "max-length", "4")).prepare(1).encoder();
    Path fresh = write(folder, "new.csv", "text\nrain zebra\nrain rain rain rain rain yak\n");
    assertThat(encoder.encode(fresh).notes())
        .containsExactly("text: 1 unknown word in 1 row (zebra)", "1 text cut after 4 words");
  }

  @Test
  void aPlainFileIsOneTextALine() {
    Encoder encoder =
        open(table("text", i -> prose(i).replace(",", "")), Map.of("tokens", "words"))
            .prepare(1)
            .encoder();
    Path fresh = write(folder, "new.txt", "rain, \"sun\nsun\r\n\nwind \u00e0\n");
    EncodedFile file = encoder.encode(fresh);
    assertThat(file.examples().size()).isEqualTo(4);
    assertThat(file.key()).isEmpty();
    assertThat(text(encoder, file.examples(), 1)).isEqualTo("sun");
    assertThat(text(encoder, file.examples(), 2)).isEqualTo(ExampleView.UNKNOWN);
    assertThat(text(encoder, file.examples(), 3)).isEqualTo("wind " + ExampleView.UNKNOWN);
    assertThat(file.examples().spelling(3)).containsExactly("wind", "\u00e0");
    Path headed = write(folder, "table.txt", "n\ttext\n1\train\n2\tsun\n");
    assertThat(encoder.encode(headed).examples().size()).isEqualTo(2);
  }

  @Test
  void aTableOfLettersIsOneSequence() {
    Random random = new Random(3);
    StringBuilder header = new StringBuilder("name");
    for (int c = 0; c < 20; c++) {
      header.append(",p").append(c);
    }
    Path path =
        table(
            header.toString(),
            i -> {
              StringBuilder row = new StringBuilder("row " + i);
              for (int c = 0; c < 20; c++) {
                row.append(',').append("ACGT".charAt(random.nextInt(4)));
              }
              return row.toString();
            });
    Encoder encoder = TestTables.open(path).prepare(1).encoder();
    assertThat(encoder.input()).isEqualTo(new InputShape.Tokens(20, 6));
    assertThat(Encoder.fromJson(encoder.toJson())).isEqualTo(encoder);
    Path fresh = write(folder, "new.csv", header.substring(5) + "\nN" + ",A".repeat(18) + ",T\n");
    EncodedFile file = encoder.encode(fresh);
    float[] x = file.examples().batch(new int[] {0}).getFeatures().data().asFloat();
    assertThat(new float[] {x[0], x[1], x[18], x[19]}).containsExactly(1, 2, 2, 5);
    assertThat(file.notes()).containsExactly("p0: 1 unknown symbol in 1 row (N)");
  }

  @Test
  void lettersOfSeveralMeaningsAreCategories() {
    StringBuilder header = new StringBuilder("p0");
    for (int c = 1; c < 20; c++) {
      header.append(",p").append(c);
    }
    Path path =
        table(
            header.toString(),
            i -> {
              char[] row = new char[20];
              for (int c = 0; c < 20; c++) {
                row[c] = (char) ('a' + (c + (i + c) % 3) % 20);
              }
              return String.join(",", new String(row).split(""));
            });
    assertThat(TestTables.open(path).prepare(1).encoder().input())
        .isInstanceOf(InputShape.Features.class);
  }

  private static String text(Encoder encoder, Examples examples, int row) {
    return ((ExampleView.Text) encoder.view(examples.batch(new int[] {row}))).joined();
  }

  private void assertRefused(Path path, String key, String value, String message) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> open(path, Map.of(key, value)))
        .withMessageContaining(message);
  }

  private static Dataset open(Path path, Map<String, String> changes) {
    return Datasets.open(Settings.with(options(path), changes));
  }

  /** 200 rows of the given columns and a label of two classes. */
  private Path table(String columns, IntFunction<String> row) {
    StringBuilder text = new StringBuilder(columns + ",label\n");
    for (int i = 0; i < 200; i++) {
      text.append(row.apply(i)).append(i % 2 == 0 ? ",x\n" : ",y\n");
    }
    return write(folder, "t.csv", text.toString());
  }

  private static String prose(int seed) {
    String[] words = {"rain", "sun", "wind", "and", "no snow,", "later", "in the", "North"};
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("day " + seed + ":");
    for (int i = 0; i < 25; i++) {
      text.append(' ').append(words[random.nextInt(words.length)]);
    }
    return text.toString();
  }
}
