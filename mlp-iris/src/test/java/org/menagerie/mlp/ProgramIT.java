package org.menagerie.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.testkit.Program;

/** The packaged program, as a user starts it. */
class ProgramIT {
  @TempDir private Path folder;

  @Test
  void trainPrintsOneJsonObjectAndLeavesAFinishedRun() throws Exception {
    JsonNode json = run("train", "--json").json();
    assertThat(json.at("/test/accuracy").asDouble()).isBetween(0.93, 1.0);
    assertThat(json.at("/examples/train").asInt()).isEqualTo(90);
    assertThat(json.has("parameters") && json.has("examplesPerSecond") && json.has("backend"))
        .isTrue();
    Path run = folder.resolve(json.get("run").asText());
    assertThat(filesOf(run))
        .containsExactlyInAnyOrder(
            "config.yaml",
            "metrics.csv",
            "metrics.json",
            "model.zip",
            "checkpoint.zip",
            "predictions.csv",
            "updates.csv",
            "report.html",
            "README.md");
    assertThat(Files.readAllLines(run.resolve("metrics.csv")))
        .hasSize(1 + json.get("epochs").asInt())
        .first()
        .isEqualTo("epoch,train_loss,validation_loss,validation_accuracy,learning_rate,seconds");
  }

  @Test
  void theConfigurationOfARunRepeatsIt() throws Exception {
    Path first = train("--epochs", "8", "--seed", "7", "--dropout", "0.2");
    Path second = train("--config", first.resolve("config.yaml").toString());
    assertThat(weights(second)).isEqualTo(weights(first));
    assertThat(Files.readAllLines(second.resolve("config.yaml")))
        .isEqualTo(Files.readAllLines(first.resolve("config.yaml")));
  }

  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
  @ParameterizedTest
  @ValueSource(strings = {"KILL", "INT"})
  void anInterruptedRunResumesToTheSameWeights(String signal) throws Exception {
    String[] options = {
      "--epochs", "400", "--patience", "0", "--data", "digits", "--batch-size", "64"
    };
    Path whole = train(options);
    Path interrupted = interruptAfter(10, signal, options);
    assertThat(interrupted.resolve("metrics.json")).doesNotExist();
    String name = folder.relativize(interrupted).toString();
    assertThat(run("train", "--resume", name, "--epochs", "9").err())
        .contains("--resume goes on with the run's own config.yaml; leave out epochs");
    Program.Outcome outcome = run("train", "--resume", name, "--json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(weights(interrupted)).isEqualTo(weights(whole));
    assertThat(epochs(interrupted)).isEqualTo(epochs(whole));
  }

  @Test
  void predictNeedsNoLabelColumn() throws Exception {
    Path run = train("--epochs", "30");
    Files.writeString(
        folder.resolve("new.csv"),
        "petal_width,petal_length,sepal_width,sepal_length\n0.2,1.4,3.5,5.1\n2.3,6.1,3.0,7.7\n");
    Program.Outcome outcome =
        run("predict", folder.relativize(run).toString(), "--input", "new.csv");
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines)
        .hasSize(3)
        .first()
        .isEqualTo("prediction,probability_setosa,probability_versicolor,probability_virginica");
    assertThat(lines.get(1)).startsWith("setosa,");
    assertThat(lines.get(2)).startsWith("virginica,");
  }

  @Test
  void evaluateAgreesWithTraining() throws Exception {
    JsonNode training = run("train", "--json", "--epochs", "20").json();
    JsonNode again = run("evaluate", training.get("run").asText(), "--json").json();
    assertThat(again.get("accuracy")).isEqualTo(training.at("/test/accuracy"));
  }

  @Test
  void reportMakesTheSamePageAgain() throws Exception {
    Path run = train("--epochs", "3");
    byte[] first = Files.readAllBytes(run.resolve("report.html"));
    Files.delete(run.resolve("report.html"));
    Program.Outcome outcome = run("report", folder.relativize(run).toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(Files.readAllBytes(run.resolve("report.html"))).isEqualTo(first);
  }

  private Path interruptAfter(int epochs, String signal, String... options) throws Exception {
    List<Path> before = runs();
    Program.Running process = program().start(line("train", options));
    Path run = null;
    while (run == null || linesOf(run.resolve("metrics.csv")) < epochs) {
      assertThat(process.process().isAlive()).as("trained too fast to be interrupted").isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
      run = runs().stream().filter(r -> !before.contains(r)).findFirst().orElse(null);
    }
    process.signal(signal);
    process.end();
    return run;
  }

  private Path train(String... options) throws Exception {
    List<Path> before = runs();
    Program.Outcome outcome = run(line("train", options));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return runs().stream().filter(r -> !before.contains(r)).findFirst().orElseThrow();
  }

  private Program.Outcome run(String... arguments) throws Exception {
    return program().run(arguments);
  }

  private static String[] line(String command, String... options) {
    return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
  }

  private Program program() {
    return Program.of("mlp-iris.jar", folder);
  }

  private List<Path> runs() throws IOException {
    Path runs = folder.resolve("runs");
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(runs)) {
      return list.toList();
    }
  }

  private static long linesOf(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private static List<String> filesOf(Path run) throws IOException {
    try (Stream<Path> list = Files.list(run)) {
      return list.map(path -> path.getFileName().toString()).toList();
    }
  }

  private static byte[] weights(Path run) throws IOException {
    try (ZipFile zip = new ZipFile(run.resolve("model.zip").toFile())) {
      return zip.getInputStream(new ZipEntry("coefficients.bin")).readAllBytes();
    }
  }

  /** metrics.csv without the wall times. */
  private static List<String> epochs(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }
}
