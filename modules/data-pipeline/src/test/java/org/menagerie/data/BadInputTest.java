package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.menagerie.data.TestTables.options;
import static org.menagerie.data.TestTables.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;

/** Every refusal is one line that names file, line or column, value, and what would be right. */
class BadInputTest {
  @TempDir Path folder;

  @Test
  void missingFile() {
    refused(options(folder.resolve("no.csv")), "there is no file " + folder.resolve("no.csv"));
  }

  @Test
  void unknownNameSuggestsABuiltInOne() {
    refused(
        Settings.with(DataOptions.defaults(), Map.of("data", "irs")),
        "data must be a file, a folder or one of"
            + " (iris, digits, splice, languages, synthetic-control, co2, airpassengers, mnist, fashion-mnist, cifar10), was 'irs'; did you mean 'iris'?");
  }

  @Test
  void folder() {
    refused(
        options(folder),
        folder
            + " holds no pictures (PNG, JPEG, BMP or GIF in a folder for each class, or the idx"
            + " files of MNIST)");
  }

  @Test
  void emptyFile() {
    refused("", "x.csv is empty");
    refused(" \n\n", "x.csv is empty");
    refused("\uFEFF", "x.csv is empty");
  }

  @Test
  void headerAlone() {
    refused("a,b,label\n", "x.csv has a header but no rows");
  }

  @Test
  void binaryFile() {
    Path path = write(folder, "x.csv", new byte[] {'a', ',', 'b', '\n', 0, 1, 2});
    refused(
        options(path), "x.csv is not a text file: byte 5 is NUL (a CSV or TSV in UTF-8 is needed)");
  }

  @Test
  void truncatedGzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(TestTables.twoClasses(500).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Path path = write(folder, "x.csv.gz", Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
    refused(
        options(path), "x.csv.gz is not a whole gzip file: Unexpected end of ZLIB input stream");
  }

  @Test
  void raggedRow() {
    refused("a,b,c,d,label\n1,2,3,4,x\n1,2,3\n", "x.csv line 3: 3 columns where the header has 5");
    refused("a,b,label\n1,2,x\n1,2,x,y\n", "x.csv line 3: 4 columns where the header has 3");
    refused("a,b,label\n1,2,x\nfoo\n", "x.csv line 3: 1 column where the header has 3");
  }

  @Test
  void raggedRowAfterACellOfSeveralLinesCountsLines() {
    refused("a,b,label\n1,\"p\nq\",x\n1,2\n", "x.csv line 4: 2 columns where the header has 3");
  }

  @Test
  void textBehindAClosingQuote() {
    refused(
        "a,b,label\n1,2,x\n1,\"2\"3,y\n",
        "x.csv line 3: Unexpected character after closing quote: '3' (0x33)");
  }

  @Test
  void quoteThatIsNeverClosed() {
    String why = ": a quote opened here is never closed";
    refused("a,b,label\n1,2,x\n3,\"4,y\n5,6,x\n7,8,y\n", "x.csv line 3" + why);
    refused("a,b,label\n1,2,x\n3,4,\"y\n5,6,x", "x.csv line 3" + why);
    refused("a,b,label\n\"p\nq\",\"r\r\ns\",\"x\n5,6,x\n", "x.csv line 4" + why);
    refused("a,\"b,label\n1,2,x\n3,4,y\n", "x.csv line 1" + why);
    refused("a,b,label\n1,2,x\n3,4,y\n5,6,\"", "x.csv line 4" + why);
  }

  @Test
  void quoteThatSwallowsALongFile() {
    refused(
        "a,b,label\n1,2,x\n3,\"4,y\n" + "5,6,x\n".repeat(3_000_000),
        "x.csv line 3: a cell is longer than 16 million characters; is a quote never closed?");
  }

  @Test
  void strayCellInANumericColumn() {
    StringBuilder text = new StringBuilder("sepal_length,sepal_width,species\n");
    for (int line = 2; line <= 60; line++) {
      text.append("5.1,")
          .append(line == 42 ? "abc" : "3.5")
          .append(line % 2 == 0 ? ",x\n" : ",y\n");
    }
    refused(
        text.toString(),
        "x.csv line 42, column sepal_width: 'abc' is not a number"
            + " (leave the cell empty or write ? for a missing value)");
  }

  @Test
  void notFiniteCellInANumericColumn() {
    for (String cell : new String[] {"NaN", "nan", "inf", "-Infinity", "1e999"}) {
      refused(
          "a,b,label\n1,2,x\n2,3,y\n3," + cell + ",x\n4,5,y\n",
          "x.csv line 4, column b: '"
              + cell
              + "' is not a finite number"
              + " (leave the cell empty or write ? for a missing value)");
    }
  }

  @Test
  void notFiniteCellsAreNoCategoriesHoweverMany() {
    refused(
        "a,b,label\n1,2,x\n2,NaN,y\n3,NaN,x\n4,NaN,y\n",
        "x.csv line 3, column b: 'NaN' is not a finite number"
            + " (leave the cell empty or write ? for a missing value)");
  }

  @Test
  void notFiniteLabel() {
    refused(
        "a,b,y\n1,2,0.5\n2,3,1.5\n3,9,NaN\n4,5,2.5\n",
        "x.csv line 4, column y: 'NaN' is not a finite number"
            + " (leave the cell empty or write ? for a missing value)");
  }

  @Test
  void unknownMarkForMissingValuesIsNotACategory() {
    StringBuilder text = new StringBuilder("v,w,label\n");
    for (int i = 0; i < 200; i++) {
      text.append(i % 10 == 5 ? "unknown" : "" + i / 4.0).append(',').append(i * 7 % 13);
      text.append(i % 2 == 0 ? ",x\n" : ",y\n");
    }
    refused(
        text.toString(),
        "x.csv line 7, column v: 'unknown' is not a number"
            + " (leave the cell empty or write ? for a missing value)");
  }

  @Test
  void strayDate() {
    StringBuilder text = new StringBuilder("day,v,label\n");
    for (int i = 1; i <= 200; i++) {
      String day =
          i == 100 ? "soon" : String.format(java.util.Locale.ROOT, "2024-01-%02d", 1 + i % 28);
      text.append(day).append(',').append(i * i).append(i % 2 == 0 ? ",x\n" : ",y\n");
    }
    refused(
        text.toString(),
        "x.csv line 101, column day: 'soon' is not a date such as 2024-01-31"
            + " (leave the cell empty or write ? for a missing value)");
  }

  @Test
  void unknownLabelNamesTheNearestColumn() {
    Path path = write(folder, "x.csv", TestTables.twoClasses(20));
    refused(
        Settings.with(options(path), Map.of("label", "lable")),
        "label 'lable' is not a column of x.csv; did you mean 'label'?");
    refused(
        Settings.with(options(path), Map.of("label", "species")),
        "label 'species' is not a column of x.csv, which has a, b, label");
  }

  @Test
  void unknownDroppedColumn() {
    Path path = write(folder, "x.csv", TestTables.twoClasses(20));
    refused(
        Settings.with(options(path), Map.of("drop", "aa")),
        "drop 'aa' is not a column of x.csv; did you mean 'a'?");
    refused(
        Settings.with(options(path), Map.of("drop", "label")),
        "drop must not name the label column label");
  }

  @Test
  void duplicateColumn() {
    refused("a,a,label\n1,2,x\n", "x.csv line 1: two columns are named 'a'");
  }

  @Test
  void labelWithOneClass() {
    refused(
        "a,b,label\n1,2,x\n2,1,x\n3,2,x\n",
        "x.csv, column label: every label is 'x'; at least 2 classes are needed");
  }

  @Test
  void oneExamplePerClass() {
    refused(
        "a,b,label\n1,2,p\n2,1,q\n3,2,r\n",
        "x.csv, column label: 3 classes in 3 rows; at least 2 classes with 3 rows each are needed;"
            + " is another column the label?");
    refused(
        "a,b,label\n1,2,5\n2,1,6\n3,2,7\n",
        "x.csv, column label: 3 classes in 3 rows; at least 2 classes with 3 rows each are needed"
            + " (--set task=regression for numbers); is another column the label?");
  }

  @Test
  void labelWithoutValues() {
    refused("a,b,label\n1,2,\n2,1,?\n3,2,NA\n", "x.csv, column label: no row has a label");
  }

  @Test
  void regressionOnText() {
    Path path = write(folder, "x.csv", TestTables.twoClasses(20));
    refused(
        Settings.with(options(path), Map.of("task", "regression")),
        "x.csv, column label: task=regression needs numbers, found 'x' in line 2");
  }

  @Test
  void regressionOnAConstant() {
    refused(
        "a,y\n1,2.5\n2,2.5\n3,2.5\n4,2.5\n5,2.5\n6,2.5\n", "x.csv, column y: all labels are 2.5");
  }

  @Test
  void tooFewRowsForRegression() {
    refused("a,y\n1,2.5\n2,3.5\n", "x.csv: 2 rows with a label; at least 5 are needed");
  }

  @Test
  void nothingBesideTheLabel() {
    refused(
        "k,label\n1,x\n1,y\n1,x\n",
        "x.csv has no usable column beside the label label (left out:" + " k (one value only))");
    refused("label\nx\ny\nx\n", "x.csv has no usable column beside the label label");
  }

  @Test
  void unknownClass() {
    refused(
        Settings.with(DataOptions.defaults(), Map.of("classes", "setosa,versicolour")),
        "class 'versicolour' is not in column species of iris.csv;"
            + " did you mean 'versicolor'?");
  }

  @Test
  void wrongOptions() {
    refused(
        () -> Settings.with(DataOptions.defaults(), Map.of("task", "guess")),
        "task must be auto, classification, regression, next or events, was 'guess'");
    for (String split : new String[] {"60/20", "60/20/30", "0/50/50", "80/20/0", "a/b/c"}) {
      refused(
          () -> Settings.with(DataOptions.defaults(), Map.of("split", split)),
          "split must be three positive percentages that sum to 100, such as 60/20/20"
              + " (the last may be 0 with a separate test file), was '"
              + split
              + "'");
    }
    refused(
        () -> Settings.with(DataOptions.defaults(), Map.of("classes", "setosa")),
        "classes must name at least 2 classes, was 'setosa'");
    refused(
        () -> Settings.with(DataOptions.defaults(), Map.of("task", "regression", "classes", "a,b")),
        "classes must be empty with task=regression, was 'a,b'");
    refused(
        Settings.with(
            options(write(folder, "n.csv", "a,k\n" + "1,1\n5,2\n".repeat(9))),
            Map.of("classes", "1,1.0")),
        "classes must name at least 2 classes, was '1,1.0', which are one number");
    refused(
        () -> Settings.with(DataOptions.defaults(), Map.of("data", " ")),
        "data must be a built-in name or a path, was empty");
  }

  @Test
  void testFileErrorsNameTheTestFile() {
    Path train = write(folder, "train.csv", TestTables.twoClasses(20));
    Path missing = folder.resolve("none.csv");
    refused(
        Settings.with(options(train), Map.of("test", missing.toString())),
        "there is no file " + missing);
    Path other = write(folder, "test.csv", "a,b,label\n1,2,x\n1,2,z\n");
    refused(
        Settings.with(options(train), Map.of("test", other.toString())),
        "test.csv line 3, column label: class 'z' is not one of the training's (x, y)");
    refused(
        Settings.with(options(train), Map.of("test", "a\0b")),
        "test must be a path, was 'a b': Nul character not allowed");
    Path narrow = write(folder, "narrow.csv", "a,label\n1,x\n1,y\n");
    refused(
        Settings.with(options(train), Map.of("test", narrow.toString())),
        "narrow.csv has no column 'b'");
    Path text = write(folder, "text.csv", "a,b,label\n1,2,x\n1,zwei,y\n");
    refused(
        Settings.with(options(train), Map.of("test", text.toString())),
        "text.csv line 3, column b: 'zwei' is not a number"
            + " (leave the cell empty or write ? for a missing value)");
  }

  private void refused(String text, String message) {
    refused(options(write(folder, "x.csv", text)), message);
  }

  private static void refused(DataOptions options, String message) {
    refused(() -> Datasets.open(options), message);
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String m) {
    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(call).withMessage(m);
  }
}
