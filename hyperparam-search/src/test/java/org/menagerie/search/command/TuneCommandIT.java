package org.menagerie.search.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
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

/** The command as a user has it, on Iris. */
class TuneCommandIT {
  @TempDir private Path folder;
  private String out;
  private String err;

  private int tune(String... arguments) {
    return run("tune", arguments);
  }

  private int run(String command, String... arguments) {
    Tuned tuned = Tuned.run(folder, command, arguments);
    out = tuned.out();
    err = tuned.err();
    return tuned.code();
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
  void asManyTrialsRunAtATimeAsWereAskedFor() throws IOException {
    int code = tune("mlp", "--strategy", "random", "--trials", "24", "--parallel", "2");
    assertThat(code).as(err).isZero();
    List<JsonNode> trials = new ArrayList<>();
    Path study = Path.of(new ObjectMapper().readTree(out).get("report").asText()).getParent();
    new ObjectMapper()
        .readTree(study.resolve("study.json").toFile())
        .get("trials")
        .forEach(trials::add);
    assertThat(trials).hasSize(24);
    assertThat(trials.stream().mapToLong(trial -> runningWith(trial, trials)).max()).hasValue(2);
  }

  /** Trials that run when this one begins, itself included. */
  private static long runningWith(JsonNode trial, List<JsonNode> trials) {
    long begin = trial.get("started").asLong();
    return trials.stream()
        .filter(other -> other.get("started").asLong() <= begin && begin < end(other, trial))
        .count();
  }

  // one that ends in the millisecond in which it began still runs with itself
  private static long end(JsonNode other, JsonNode trial) {
    long end = other.get("ended").asLong();
    return other.equals(trial) ? end + 1 : end;
  }

  @Test
  void theSameTrialsWhetherOneRunsAtATimeOrThree() throws IOException {
    List<JsonNode> studies = new ArrayList<>();
    for (String parallel : List.of("1", "3")) {
      int code =
          tune(
              "mlp",
              "--trials",
              "14",
              "--epochs",
              "60",
              "--parallel",
              parallel,
              "--study",
              "of" + parallel);
      assertThat(code).as(err).isZero();
      Path file = folder.resolve("of" + parallel + "/study.json");
      studies.add(new ObjectMapper().readTree(file.toFile()).get("trials"));
    }
    for (int i = 0; i < 14; i++) {
      for (String same : List.of("trial", "parameters", "score", "seed")) {
        assertThat(studies.get(1).get(i).get(same)).isEqualTo(studies.get(0).get(i).get(same));
      }
    }
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
    assertThat(refused(study, "--data", "synthetic-control"))
        .contains("differs in its data: it was made with iris (sha256 ")
        .contains("now it is synthetic-control (sha256 ");
    assertThat(refused(study, "--space", "dropout=real:0..0.1"))
        .contains("space: it was made with dropout=real:0..0.5, now it is dropout=real:0..0.1;");
    assertThat(refused(study, "--seed", "7")).contains("differs in its seed");
    assertThat(refused(study, "--split", "50/25/25"))
        .contains("data options: it was made with nothing, now it is split=50/25/25;");
    assertThat(refused(study, "--l2", "0.01"))
        .contains("options: it was made with nothing, now it is l2=0.01;");
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
        "--maximize; mae; mae is for numbers, the data has classes",
        "--maximize; loss; loss is better the less it is: --minimize loss",
        "--minimize; accuracy; accuracy is better the greater it is: --maximize accuracy",
        "--space; learning-rate=log:1e-3..NaN; must have finite numbers as its ends, was 'NaN'",
        "--space; learning-rate=log:1e-3..1e400; must have finite numbers as its ends, was '1e400'",
        "--space; momentum=real:0..0.9 if optimizer=nesterov; add --space optimizer=choice:A,B",
        "--grid-steps; 0; grid-steps must be at least 2, was 0",
        "--grid-steps; 1; grid-steps must be at least 2, was 1",
        "--folds; 5000; folds must be at most 60, half the examples, was 5000",
        "--window; 1; window must be at least 2, was 1",
        "--window; 0; window must be at least 2, was 0",
        "--max-failures; 0; max-failures must be at least 1, was 0",
        "--resume; run; the same command with --study NAME goes on",
        "--from; /nope; run /nope does not exist",
        "--study; ..; study must be a letter or digit, then",
        "--study; .; study must be a letter or digit, then",
        "--study; studies.db-wal; would have the name of its database's file",
        "--study; studies.db; would have the name of its database's file",
        "--storage; ''; storage must be a file or jdbc:postgresql",
        "--storage; /; storage must be a file, was the folder /",
        "--storage; /nope/x.db; there is no folder /nope",
        "--lease; 0.5; lease must be at least 1 second",
        "--trials; 0; trials must be at least 1, was 0",
        "--storage; jdbc:mysql://host/db; storage must be a file"
      })
  void refusesWithALineThatSaysWhatWouldBeRight(String option, String value, String message) {
    assertThat(tune("mlp", option, value, "--parallel", "2")).as(err).isEqualTo(2);
    assertThat(out).isEmpty();
    assertThat(err).contains(message);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aNameThatIsTooLongIsToldTheLimit() {
    assertThat(tune("mlp", "--study", "a".repeat(101))).isEqualTo(2);
    assertThat(err).contains("100 at most in all");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theFirstTrialIsTheDefaults() throws IOException {
    assertThat(tune("mlp", "--trials", "1", "--epochs", "2", "--study", "first")).isZero();
    assertThat(err).contains("study first").doesNotContain("defaults not in the space");
    JsonNode first =
        new ObjectMapper()
            .readTree(folder.resolve("first/study.json").toFile())
            .get("trials")
            .get(0);
    assertThat(first.get("parameters").get("batch-size").asText()).isEqualTo("8");
    assertThat(first.get("parameters").get("hidden").asText()).isEqualTo("32");
    assertThat(first.get("parameters").get("learning-rate").asDouble()).isEqualTo(0.01);
  }

  @Test
  void aRangeOfTheUsersIsNotWidened() {
    int code = tune("mlp", "--trials", "1", "--epochs", "2", "--space", "batch-size=choice:16,32");
    assertThat(code).as(err).isZero();
    assertThat(err).contains("defaults not in the space: batch-size 8 (begins with 16)");
    assertThat(out).contains("\"batch-size\":\"16\"");
  }

  @Test
  void twoRangesOfOneKeyAreRefused() {
    int code = tune("mlp", "--space", "dropout=real:0..0.1", "--space", "dropout=real:0..0.2");
    assertThat(code).isEqualTo(2);
    assertThat(err).contains("--space has two ranges for dropout");
  }

  @Test
  void anOutputThatIsAFileIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(tune("mlp", "--output", file.toString())).isEqualTo(2);
    assertThat(err).contains("output must be a folder, was the file");
  }

  @Test
  void aStudyThatStopsSaysSoWithoutTheNameOfAClass() {
    int code = tune("mlp", "--trial-timeout", "0.001", "--max-failures", "1");
    assertThat(code).isEqualTo(1);
    assertThat(err).contains("error: the study stopped").doesNotContain("Exception");
    Path page = folder.resolve(Path.of(err.replaceFirst("(?s).*; page: ", "").strip()));
    assertThat(page).startsWith(folder).content().contains("1 failed");
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
