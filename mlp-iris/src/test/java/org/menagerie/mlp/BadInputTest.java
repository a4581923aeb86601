package org.menagerie.mlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.cli.Cli;

/** What is wrong, where, and what would be right: one line and exit code 2, and no run is left. */
class BadInputTest {
  private static final List<String> GOOD =
      Stream.iterate(0, i -> i < 60, i -> i + 1)
          .map(i -> (i * 37 % 11) + "," + (i * 17 % 13) + "," + (i % 2 == 0 ? "x" : "y"))
          .toList();

  @TempDir private Path folder;

  private record Outcome(int exitCode, String out, String err) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1,x        | line 42: 2 columns where the header has 3
          1,oops,x   | line 42, column b: 'oops' is not a number
          NaN,1,x    | line 42, column a: 'NaN' is not a finite number
          1,-inf,x   | line 42, column b: '-inf' is not a finite number
          """)
  void aBadRowIsNamed(String row, String message) throws IOException {
    List<String> rows = new ArrayList<>(GOOD);
    rows.set(40, row);
    assertRefused(train("--data", table(rows).toString()), message);
  }

  @Test
  void aFileThatHoldsNoTableIsRefused() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");
    Path header = Files.writeString(folder.resolve("header.csv"), "a,b,label\n");
    Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {1, 0, 2, 0});
    assertRefused(train("--data", empty.toString()), "empty.csv is empty");
    assertRefused(train("--data", header.toString()), "header.csv has a header but no rows");
    assertRefused(train("--data", binary.toString()), "binary.csv is not a text file");
    assertRefused(train("--data", folder.resolve("none.csv").toString()), "there is no file");
  }

  @Test
  void labelsThatCannotBeLearntAreRefused() throws IOException {
    List<String> oneClass = GOOD.stream().map(row -> row.replace('y', 'x')).toList();
    List<String> onePerClass =
        GOOD.subList(0, 12).stream().map(row -> row + GOOD.indexOf(row)).toList();
    assertRefused(train("--data", table(oneClass).toString()), "every label is 'x'");
    assertRefused(train("--data", table(onePerClass).toString()), "at least 2 classes");
    assertRefused(train("--label", "petal"), "label 'petal' is not a column of iris.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --epochs=0              | epochs must be at least 1, was 0
          --epochs=many           | epochs must be a whole number, was 'many'
          --dropout=1.3           | dropout must be in [0, 1), was 1.3
          --learning-rate=-1      | learning-rate must be above 0, was -1.0
          --optimizer=adm         | optimizer must be one of sgd, momentum
          --loss=hubert           | loss must be one of
          --activation=rel        | activation must be one of
          --split=50/50           | split must be three positive percentages
          --set=hidden=99999999   | hidden must be in [1, 16384], was 99999999
          --threads=0             | threads must be at least 1, was 0
          --set=hiden=3           | did you mean hidden?
          --set=hidden            | --set takes key=value, was 'hidden'
          --epoch=3               | did you mean --epochs?
          --architecture=mlpp     | unknown architecture 'mlpp'; did you mean mlp?
          --config=none.yaml      | configuration none.yaml cannot be read
          --resume=none           | run none does not exist
          --set=classes=setosa,x  | class 'x' is not in column species
          """)
  void aWrongOptionIsNamed(String option, String message) {
    assertRefused(train(option), message);
  }

  @Test
  void anOutputFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Outcome outcome = run("train", "--output", file.resolve("runs").toString());
    assertRefused(outcome, "cannot be written; choose another with --output");
  }

  @Test
  void aProgramWithoutACommandShowsItsHelp() {
    assertThat(run()).matches(o -> o.exitCode() == 2 && o.err().contains("train"));
  }

  private Outcome train(String... options) {
    List<String> args =
        new ArrayList<>(List.of("train", "--output", folder.resolve("runs").toString()));
    args.addAll(List.of(options));
    return run(args.toArray(new String[0]));
  }

  private static Outcome run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(outBytes, true, UTF_8));
    System.setErr(new PrintStream(errBytes, true, UTF_8));
    try {
      int code = Cli.run(new MlpFamily(), args);
      return new Outcome(code, outBytes.toString(UTF_8), errBytes.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private Path table(List<String> rows) throws IOException {
    return Files.writeString(
        folder.resolve("table.csv"), "a,b,label\n" + String.join("\n", rows) + "\n");
  }

  private void assertRefused(Outcome outcome, String message) {
    assertThat(outcome.err())
        .startsWith("error: ")
        .contains(message)
        .doesNotContain("Exception")
        .hasLineCount(1);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(folder.resolve("runs")).doesNotExist();
  }
}
