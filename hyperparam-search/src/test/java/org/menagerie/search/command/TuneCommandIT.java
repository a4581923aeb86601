package org.menagerie.search.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.cli.Cli;

/** The command as a user has it, on Iris. */
class TuneCommandIT {
  @TempDir private Path folder;
  private String out;
  private String err;

  private int tune(String... arguments) {
    return run("tune", arguments);
  }

  private int run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--output", folder.toString(), "--json"));
    PrintStream usualOut = System.out;
    PrintStream usualErr = System.err;
    ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
    ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(caughtOut, true, UTF_8));
    System.setErr(new PrintStream(caughtErr, true, UTF_8));
    try {
      return Cli.run(
          "test",
          "of tune",
          List.of(new TuneCommand(), new ContestCommand()),
          all.toArray(new String[0]));
    } finally {
      System.setOut(usualOut);
      System.setErr(usualErr);
      out = caughtOut.toString(UTF_8);
      err = caughtErr.toString(UTF_8);
    }
  }

  @Test
  void findsAGoodNetworkForIrisAndWritesAllThereIsToKnow() throws IOException {
    int code =
        tune(
            "mlp",
            "--strategy",
            "bayes",
            "--trials",
            "12",
            "--parallel",
            "2",
            "--epochs",
            "20",
            "--pruner",
            "median",
            "--study",
            "iris",
            "--space",
            "optimizer=choice:adam,nesterov",
            "--space",
            "momentum=real:0.5..0.99");
    assertThat(code).as(err).isZero();
    JsonNode result = new ObjectMapper().readTree(out);
    assertThat(result.get("study").asText()).isEqualTo("iris");
    assertThat(result.get("strategy").asText()).isEqualTo("bayes");
    int ended =
        result.get("completed").asInt()
            + result.get("failed").asInt()
            + result.get("pruned").asInt();
    assertThat(ended).isEqualTo(12);
    JsonNode best = result.get("best");
    assertThat(best.get("score").asDouble()).isBetween(0.9, 1.0);
    assertThat(best.get("parameters").get("learning-rate").asDouble()).isBetween(1e-4, 1e-1);
    boolean nesterov = best.get("parameters").get("optimizer").asText().equals("nesterov");
    assertThat(best.get("parameters").has("momentum")).isEqualTo(nesterov);
    assertThat(best.get("test").get("accuracy").asDouble()).isBetween(0.8, 1.0);
    assertThat(Path.of(result.get("report").asText())).content().contains("Importance");
    assertThat(Files.readAllLines(folder.resolve("iris/trials.csv"))).hasSize(13);
    assertThat(folder.resolve("iris/best/config.yaml")).exists();
    assertThat(folder.resolve("iris/best/model.zip")).exists();
  }

  @Test
  void crossValidationScoresByTheMeanOfItsFolds() throws IOException {
    int code =
        tune(
            "mlp",
            "--strategy",
            "random",
            "--trials",
            "2",
            "--epochs",
            "10",
            "--folds",
            "3",
            "--minimize",
            "loss",
            "--study",
            "folds");
    assertThat(code).as(err).isZero();
    JsonNode result = new ObjectMapper().readTree(out);
    assertThat(result.get("metric").asText()).isEqualTo("loss");
    assertThat(result.get("completed").asInt()).isEqualTo(2);
  }

  @Test
  void aStudyThatIsOverIsNotTrainedAgainAndNotOpenedAsAnother() throws IOException {
    String[] study = {
      "mlp", "--strategy", "random", "--trials", "2", "--epochs", "4", "--study", "small"
    };
    assertThat(tune(study)).as(err).isZero();
    Path metrics = folder.resolve("small/best/metrics.json");
    JsonNode run = new ObjectMapper().readTree(metrics.toFile());
    assertThat(run.has("validation")).isFalse(); // every example but the test part's is trained on
    assertThat(run.get("examples").get("train").asInt()).isEqualTo(120);
    assertThat(run.get("examples").get("validation").asInt()).isZero();
    FileTime written = Files.getLastModifiedTime(metrics);
    assertThat(tune(study)).as(err).isZero();
    assertThat(Files.getLastModifiedTime(metrics)).isEqualTo(written);
    assertThat(new ObjectMapper().readTree(out).get("best").get("test"))
        .isEqualTo(brief(run.get("test")));
    assertThat(refused(study, "--data", "synthetic-control")).contains("has another data");
    assertThat(refused(study, "--space", "dropout=real:0..0.1")).contains("has another space");
    assertThat(refused(study, "--seed", "7")).contains("has another seed");
  }

  private static JsonNode brief(JsonNode score) {
    return ((ObjectNode) score.deepCopy()).retain("accuracy", "macroF1", "loss");
  }

  private String refused(String[] study, String... more) {
    assertThat(tune(Stream.of(study, more).flatMap(Stream::of).toArray(String[]::new)))
        .isEqualTo(2);
    return err;
  }

  @Test
  void refusesAGridOfMoreCombinationsThanAnybodyMeant() {
    assertThat(tune("mlp", "--strategy", "grid", "--grid-steps", "40")).isEqualTo(2);
    assertThat(err).contains("combinations is more than 10,000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--space; learnin-rate=log:1e-4..1e-1; did you mean learning-rate?",
        "--space; dropout=real:0.5..0.1; range of dropout is empty: 0.5..0.1",
        "--space; learning-rate=log:0..1; must be above 0, was 0..1",
        "--space; dropout=real:0..1.5; dropout must be in [0, 1), was 1.5",
        "--space; label=choice:a,b; unknown parameter of mlp to search",
        "--strategy; baies; strategy must be one of grid, random, bayes, tpe, genetic",
        "--maximize; mae; there is no mae for Classes",
        "--window; 1; window must be at least 2, was 1",
        "--lease; 0.5; lease must be at least 1 second",
        "--trials; 0; trials must be at least 1, was 0",
        "--storage; jdbc:mysql://host/db; storage must be a file"
      })
  void refusesWithALineThatSaysWhatWouldBeRight(String option, String value, String message) {
    assertThat(tune("mlp", option, value, "--parallel", "2")).as(err).isEqualTo(2);
    assertThat(out).isEmpty();
    assertThat(err).contains(message);
  }

  @Test
  void aContestJudgesAllOnTheSameSplits() throws IOException {
    int code = run("contest", "mlp", "--seeds", "2", "--trials", "2", "--epochs", "5");
    assertThat(code).as(err).isZero();
    JsonNode scores = new ObjectMapper().readTree(out).get("scores");
    assertThat(scores.fieldNames()).toIterable().containsExactly("defaults", "random", "bayes");
    for (JsonNode row : scores) {
      for (String part : List.of("validation", "test")) {
        JsonNode figures = row.get(part);
        double[] seeds = {figures.at("/seeds/0").asDouble(), figures.at("/seeds/1").asDouble()};
        assertThat(seeds[0]).isGreaterThan(0).isLessThanOrEqualTo(1);
        assertThat(figures.get("mean").asDouble()).isEqualTo((seeds[0] + seeds[1]) / 2);
        assertThat(figures.get("std").asDouble())
            .isCloseTo(Math.abs(seeds[0] - seeds[1]) / Math.sqrt(2), within(1e-12));
      }
    }
  }
}
