package org.menagerie.rnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.cli.Cli;

/** The commands on data that only sequences have: texts, events and forecasts. */
class ProgramIT {
  @TempDir private Path folder;

  @Test
  void aTextGoesToTheFirstNetworkThatDoesNotLookAheadAndIsGoneOnWith() throws IOException {
    String text = "the cat sat on the mat and the dog sat on the cat\n".repeat(20);
    Path data = Files.writeString(folder.resolve("text.txt"), text);
    Path run = train(data, "--set", "task=next");
    assertThat(config(run)).contains("architecture: \"lstm\"");
    Path prompt = Files.writeString(folder.resolve("prompt.txt"), "the cat");
    Path written = folder.resolve("written.txt");
    run("predict", run, "--input", prompt, "--length", "90", "--output", written);
    assertThat(Files.readString(written)).startsWith("the cat").hasSize(7 + 90);
  }

  @Test
  void anOptionOfOneNetworkAloneChoosesIt() throws IOException {
    Path run = train(Path.of("synthetic-control"), "--set", "truncate=10");
    assertThat(config(run)).contains("architecture: \"lstm\"");
    assertThat(config(train(Path.of("synthetic-control")))).contains("architecture: \"bilstm\"");
  }

  @Test
  void eventsHaveAValueAndATimeUntilTheNext() throws IOException {
    StringBuilder text = new StringBuilder("when,v\n");
    for (int i = 0; i < 200; i++) {
      text.append((i - i % 2) * 2 + i % 2).append(',').append(i % 2).append('\n');
    }
    Path data = Files.writeString(folder.resolve("events.csv"), text);
    Path run = train(data, "--set", "task=events", "--time", "when");
    Path next = folder.resolve("next.csv");
    run("predict", run, "--input", data, "--output", next);
    assertThat(Files.readAllLines(next)).hasSize(2).first().isEqualTo("when,time_until,v");
    run("evaluate", run, "--data", data);
  }

  @Test
  void everyStepOfNewSequencesIsLabelled() throws IOException {
    StringBuilder text = new StringBuilder("who,when,x,label\n");
    for (int i = 0; i < 30; i++) {
      for (int t = 0; t < 3 + i % 9; t++) {
        text.append(i + "," + t + "," + (i * t % 7) + "," + (i * t % 7 > 3 ? "up" : "down") + "\n");
      }
    }
    Path data = Files.writeString(folder.resolve("steps.csv"), text);
    Path run = train(data, "--sequence-id", "who", "--time", "when");
    Path said = folder.resolve("said.csv");
    run("predict", run, "--input", data, "--output", said);
    assertThat(Files.readAllLines(said))
        .hasSize((int) text.chars().filter(c -> c == '\n').count())
        .first()
        .isEqualTo("who,step,prediction,probability_down,probability_up");
    run("evaluate", run, "--data", data);
    assertThat(run.resolve("report.html")).exists();
  }

  @Test
  void theReportOfAForecastShowsItBesideTheNaiveOnes() throws IOException {
    Path run = train(Path.of("airpassengers"));
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("Truth and forecast", "seasonal naive", "1960-12");
    run("evaluate", run, "--data", "airpassengers");
  }

  private Path train(Path data, String... more) throws IOException {
    List<Object> arguments =
        new ArrayList<>(
            List.of("--data", data, "--epochs", "1", "--output", folder.resolve("runs")));
    arguments.addAll(List.of(more));
    List<Path> before = runs();
    run("train", arguments.toArray());
    List<Path> after = new ArrayList<>(runs());
    after.removeAll(before);
    return after.get(0);
  }

  private List<Path> runs() throws IOException {
    Path runs = Files.createDirectories(folder.resolve("runs"));
    try (Stream<Path> all = Files.list(runs)) {
      return all.toList();
    }
  }

  private static void run(String command, Object... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    assertThat(Cli.run(new RnnFamily(), all.toArray(new String[0]))).isZero();
  }

  private static String config(Path run) throws IOException {
    return Files.readString(run.resolve("config.yaml"));
  }
}
