package org.menagerie.zoo.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare} and {@code verify}, as a user starts them. */
class CompareIT {
  private static final Path JAR = Path.of("target", "zoo.jar").toAbsolutePath();

  @TempDir private Path folder;

  private record Outcome(int exitCode, String out, String err) {}

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("java", "-XX:+UseSerialGC", "-jar", JAR.toString()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  private Outcome run(String... args) throws IOException, InterruptedException {
    return ended(start(args));
  }

  private Outcome ended(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readString(folder.resolve("out.txt"), UTF_8),
        Files.readString(folder.resolve("err.txt"), UTF_8));
  }

  private static JsonNode json(Outcome outcome) throws IOException {
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).hasSize(1);
    return new ObjectMapper().readTree(outcome.out());
  }

  /** What must not change from one comparison to the next: all but times. */
  private static List<String> board(JsonNode json) {
    List<String> rows = new ArrayList<>();
    json.get("leaderboard")
        .forEach(
            row ->
                rows.add(
                    row.get("rank")
                        + " "
                        + row.get("architecture")
                        + " "
                        + row.get("accuracyMean")
                        + " "
                        + row.get("accuracyStd")
                        + " "
                        + row.get("ci95")
                        + " "
                        + row.get("macroF1Mean")
                        + " "
                        + row.get("parameters")));
    return rows;
  }

  @Test
  void oneFailureIsARowAndEqualSeedsGiveEqualLeaderboards() throws Exception {
    // 7 is no depth of a residual network
    String[] args = {
      "compare",
      "--data",
      "iris",
      "--architectures",
      "mlp,resnet",
      "--seeds",
      "2",
      "--epochs",
      "5",
      "--set",
      "depth=7",
      "--json"
    };
    JsonNode once = json(run(args));
    assertThat(once.get("dataset").asText()).isEqualTo("iris");
    assertThat(once.get("seeds").asInt()).isEqualTo(2);
    assertThat(folder.resolve(once.get("report").asText())).isNotEmptyFile();
    assertThat(once.at("/leaderboard/0/architecture").asText()).isEqualTo("mlp");
    assertThat(once.at("/leaderboard/0/predictMicrosPerExample").asDouble()).isPositive();
    assertThat(once.at("/leaderboard/0/trainSecondsMean").asDouble()).isPositive();
    assertThat(once.at("/leaderboard/2/architecture").asText()).isEqualTo("resnet");
    assertThat(once.at("/leaderboard/2/reason").asText()).contains("depth").contains("7");
    Path run = folder.resolve(once.at("/runs/0/run").asText());
    JsonNode metrics =
        new ObjectMapper().readTree(Files.readString(run.resolve("metrics.json"), UTF_8));
    assertThat(once.at("/runs/0/accuracy")).isEqualTo(metrics.at("/test/accuracy"));
    assertThat(run.resolve("README.md")).content(UTF_8).startsWith("---\nlibrary_name:");

    assertThat(board(json(run(args)))).isEqualTo(board(once));

    Outcome verified = run("verify", run.toString());
    assertThat(verified.exitCode()).as(verified.err()).isZero();
    assertThat(verified.out()).contains("scores agree").contains("equal, bit for bit");
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
  @Test
  void anInterruptedComparisonGoesOnWithoutTrainingFinishedRunsAgain() throws Exception {
    Process process =
        start(
            "compare",
            "--data",
            "iris",
            "--architectures",
            "mlp",
            "--seeds",
            "3",
            "--epochs",
            "60",
            "--parallel",
            "1");
    Path first = firstFinished();
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    Outcome interrupted = ended(process);
    assertThat(interrupted.exitCode()).isEqualTo(130);
    assertThat(interrupted.err()).contains("go on with: compare --resume");
    FileTime trained = Files.getLastModifiedTime(first);
    Path comparison = first.getParent().getParent().getParent();
    assertThat(comparison.resolve("report.html")).doesNotExist();
    assertThat(run("report", comparison.toString()).exitCode()).isZero();
    assertThat(comparison.resolve("comparison.json")).content(UTF_8).contains("3: not begun");

    JsonNode json = json(run("compare", "--resume", comparison.toString(), "--json"));
    assertThat(json.at("/leaderboard/0/completed").asInt()).isEqualTo(3);
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(trained);
  }

  /** metrics.json of the first run that has its costs, too. */
  private Path firstFinished() throws IOException, InterruptedException {
    for (int i = 0; i < 1200; i++) {
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> done = files.filter(file -> file.endsWith("baseline.json")).toList();
        if (!done.isEmpty()) {
          return done.get(0).resolveSibling("metrics.json");
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no training finished within two minutes");
  }

  @Test
  void wrongInputIsRefusedBeforeAnythingIsTrained() throws Exception {
    Outcome unknown = run("compare", "--architectures", "mlpp");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("mlpp").contains("mlp");
    assertThat(run("compare", "--set", "hiden=3").exitCode()).isEqualTo(2);
    assertThat(run("compare", "--seeds", "0").exitCode()).isEqualTo(2);
    assertThat(run("compare", "--resume", folder.toString()).exitCode()).isEqualTo(2);
    assertThat(folder.resolve("runs")).doesNotExist();
  }
}
