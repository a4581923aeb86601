package org.menagerie.search.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.cli.Catalog;
import org.menagerie.cli.Experiment;
import org.menagerie.core.Backend;
import org.menagerie.core.Family;
import org.menagerie.search.export.StudyResult;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.space.SpaceSpec;
import org.menagerie.search.study.Trial;
import org.menagerie.search.study.Trial.State;
import org.menagerie.search.training.Metric;
import org.menagerie.search.training.TrainingObjective;

/** A study writes into its own folder, and leaves there what it says. */
class StudyFolderIT {
  private static final String[] STUDY = {
    "mlp", "--strategy", "random", "--trials", "2", "--epochs", "4", "--study", "small"
  };

  @TempDir private Path folder;

  private Tuned tuned() {
    Tuned tuned = Tuned.run(folder, "tune", STUDY);
    assertThat(tuned.code()).as(tuned.err()).isZero();
    return tuned;
  }

  private void refuses(String message) throws IOException {
    Tuned tuned = Tuned.run(folder, "tune", STUDY);
    assertThat(tuned.code()).as(tuned.err()).isEqualTo(2);
    assertThat(tuned.err()).contains(message);
    assertThat(folder.resolve("studies.db")).doesNotExist();
  }

  @Test
  void theFolderOfARunIsNotWrittenInto() throws IOException {
    Path run = Files.createDirectory(folder.resolve("small"));
    for (String file : new String[] {"config.yaml", "comparison.yaml"}) {
      Files.createFile(run.resolve(file));
      refuses("which holds a run; choose another --study");
      assertThat(run).isDirectoryNotContaining(other -> !other.endsWith(file));
      Files.delete(run.resolve(file));
    }
  }

  @Test
  void aFileOfItsNameIsRefused() throws IOException {
    Files.createFile(folder.resolve("small"));
    refuses("small is a file; choose another --study");
  }

  @Test
  void aBestRunThatWasInterruptedIsTrainedAnewAndNotKept() throws IOException {
    Tuned first = tuned();
    assertThat(first.err())
        .contains("iris: 150 rows, 4 columns -> species, 3 classes")
        .contains("the trials are over; trains the best, trial");
    Path best = folder.resolve("small/best");
    assertThat(best.resolve("report.html")).content().contains("Confusion");
    Files.delete(best.resolve("metrics.json"));
    Files.writeString(best.resolve("config.yaml"), "");
    Tuned second = tuned();
    assertThat(new ObjectMapper().readTree(second.out()))
        .isEqualTo(new ObjectMapper().readTree(first.out()));
    assertThat(folder.resolve("small/earlier-best")).doesNotExist();
  }

  @Test
  void whatIsNoRunIsKept() throws IOException {
    Path notes = Files.createDirectories(folder.resolve("small/best")).resolve("notes.txt");
    Files.writeString(notes, "of a user");
    tuned();
    assertThat(folder.resolve("small/earlier-best/notes.txt")).hasContent("of a user");
  }

  @Test
  void anotherBestRunThatIsFinishedIsKept() throws IOException {
    tuned();
    Files.writeString(folder.resolve("small/best/config.yaml"), "of another");
    tuned();
    assertThat(folder.resolve("small/earlier-best/config.yaml")).hasContent("of another");
    assertThat(folder.resolve("small/earlier-best/metrics.json")).exists();
  }

  @Test
  void whileTheBestIsTrainedThePageIsOfItsTrials() throws IOException {
    Experiment experiment =
        Experiment.of(new Catalog(Family.all()).find("mlp"), new HashMap<>(), 1);
    TrainingObjective objective =
        new TrainingObjective(experiment, Map.of(), Metric.ACCURACY, false, 1);
    Trial best =
        new Trial(
            0, new double[] {0.5}, State.COMPLETE, 1, "w@h", 0, 0, OptionalLong.of(1), 0.9, 1, "");
    StudyResult result =
        new StudyResult(
            "small",
            "random",
            "mlp",
            "iris",
            "accuracy",
            false,
            new SearchSpace(List.of(SpaceSpec.parse("dropout=real:0..0.5"))),
            List.of(best),
            1,
            Map.of(),
            "",
            Optional.empty());
    Consumer<String> stop =
        line -> {
          throw new IllegalStateException(line);
        };
    assertThatThrownBy(
            () -> new StudyFolder(folder).finish(result, objective, Backend.start(1), stop))
        .hasMessageContaining("trains the best, trial 0");
    assertThat(folder.resolve("report.html")).content().contains("1 complete");
    assertThat(folder.resolve("trials.csv")).exists();
  }

  @Test
  void theSameDataMayHaveAnotherPath() throws IOException {
    String rows = "x,y,label\n" + "1,2,a\n2,1,b\n1.5,3,a\n3,1.5,b\n".repeat(10);
    Path storage = folder.resolve("s"); // the study's name goes on from there
    for (String data : new String[] {"here.csv", "there.csv"}) {
      String file = Files.writeString(folder.resolve(data), rows).toString();
      String[] more = {"--data", file, "--storage", storage.toString()};
      Tuned tuned =
          Tuned.run(
              folder, "tune", Stream.of(STUDY, more).flatMap(Stream::of).toArray(String[]::new));
      assertThat(tuned.code()).as(tuned.err()).isZero();
    }
  }

  @Test
  void whoStopsItWhileTheBestIsTrainedIsToldHowItGoesOn() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.menagerie.search.Main",
                "tune"));
    command.addAll(List.of(STUDY));
    command.set(command.indexOf("--trials") + 1, "1");
    command.set(command.indexOf("--epochs") + 1, "1000");
    command.addAll(List.of("--patience", "0", "--output", folder.toString()));
    Process process = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader err = process.errorReader(UTF_8)) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        said.add(line);
        if (line.startsWith("the trials are over")) {
          process.toHandle().destroy(); // Process.destroy closes the stream too
        }
      }
    }
    assertThat(said).endsWith("stopped; the same command with --study small goes on");
    assertThat(process.waitFor()).isNotZero();
    assertThat(folder.resolve("small/best/metrics.json")).doesNotExist();
  }

  @Test
  void aRunThatNoTrialCanStartFromIsRefused() {
    tuned();
    Path run = folder.resolve("small/best");
    String[] digits = {
      "mlp", "--data", "digits", "--set", "hidden=7", "--from", run.toString(), "--study", "digits"
    };
    Tuned refused = Tuned.run(folder, "tune", digits);
    assertThat(refused.code()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err()).contains("has no layer of a name, shape and meaning");
    assertThat(folder.resolve("digits")).doesNotExist();
  }
}
