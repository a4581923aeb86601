package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void runsOfTheSameSecondGetNumbers() throws IOException {
    Path runs = folder.resolve("new/runs");
    assertThat(RunFolder.create(runs, "x").name()).isEqualTo("x");
    assertThat(RunFolder.create(runs, "x").name()).isEqualTo("x-2");
    assertThat(RunFolder.create(runs, "x").path()).isEqualTo(runs.resolve("x-3")).isDirectory();
  }

  @Test
  void aFileIsReplacedAsAWhole() throws IOException {
    RunFolder run = RunFolder.create(folder, "x");
    write(run, "first, and longer");
    write(run, "second");
    assertThat(run.file(RunFolder.CONFIG)).hasContent("second");
    assertThat(files(run)).containsExactly("config.yaml");
  }

  @Test
  void whereWritingFailsTheOldFileStaysAndNoDraft() throws IOException {
    RunFolder run = RunFolder.create(folder, "x");
    write(run, "old");
    assertThatThrownBy(
            () ->
                run.write(
                    RunFolder.CONFIG,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThatThrownBy(
            () ->
                run.write(
                    RunFolder.METRICS_JSON,
                    out -> {
                      throw new IllegalStateException("no scores");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(run.file(RunFolder.CONFIG)).hasContent("old");
    assertThat(files(run)).containsExactly("config.yaml");
    assertThat(run.finished()).isFalse();
  }

  @Test
  void aDraftOfAKilledProcessIsOverwritten() throws IOException {
    RunFolder run = RunFolder.create(folder, "x");
    Files.writeString(run.file(".config.yaml.part"), "half of something that was longer");
    write(run, "whole");
    assertThat(run.file(RunFolder.CONFIG)).hasContent("whole");
    assertThat(files(run)).containsExactly("config.yaml");
  }

  @Test
  void aRunIsFinishedOnceItsScoresAreWritten() throws IOException {
    RunFolder run = RunFolder.create(folder, "x");
    assertThat(run.finished()).isFalse();
    run.write(RunFolder.METRICS_JSON, out -> out.write('{'));
    assertThat(run.finished()).isTrue();
  }

  @Test
  void anExistingRunIsOpened() throws IOException {
    RunFolder run = RunFolder.create(folder, "x");
    write(run, "plan");
    assertThat(RunFolder.open(run.path())).isEqualTo(run);
    assertThat(run.has(RunFolder.CONFIG)).isTrue();
    assertThat(run.has(RunFolder.MODEL)).isFalse();
  }

  @Test
  void aFolderThatIsNoRunIsRefused() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> RunFolder.open(none))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("run " + none + " does not exist; give the folder of a run");
    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("run " + folder + " holds no config.yaml; give the folder of a run");
  }

  @Test
  void anOutputFolderThatCannotBeIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Path parent : new Path[] {file, file.resolve("below")}) {
      assertThatThrownBy(() -> RunFolder.create(parent, "x"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "output folder " + parent + " cannot be written; choose another with --output");
    }
  }

  private static void write(RunFolder run, String text) throws IOException {
    run.write(RunFolder.CONFIG, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Stream<String> files(RunFolder run) throws IOException {
    try (Stream<Path> files = Files.list(run.path())) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
