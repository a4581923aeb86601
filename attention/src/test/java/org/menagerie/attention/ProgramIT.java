package org.menagerie.attention;

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

/** What networks looked at in new data, from the commands' side. */
class ProgramIT {
  @TempDir private Path folder;

  @Test
  void newTextsAreMarkedWordByWord() throws IOException {
    StringBuilder table = new StringBuilder("text,label\n");
    for (int i = 0; i < 40; i++) {
      String word = i % 2 == 0 ? "CHEAP" : "meeting";
      table.append("hello number ").append(i).append(" about a ").append(word);
      table.append(" thing,").append(i % 2 == 0 ? "spam" : "ham").append('\n');
    }
    Path data = Files.writeString(folder.resolve("mail.csv"), table);
    Path run = train(data, "--set", "tokens=words");
    String page = looks(run, Files.writeString(folder.resolve("new.csv"), "text\na CHEAP thing\n"));
    assertThat(page).contains("What transformer looked at", "attention-2, head 4", ">cheap</mark>");
    assertThat(page).containsPattern("line 2: (spam|ham) .[01].[0-9]{2}");
    assertThat(Files.readString(run.resolve("report.html"))).contains("attention-2, head 4");
  }

  @Test
  void aTextToGoOnWithIsMarkedCharacterByCharacter() throws IOException {
    String text = "the cat sat on the mat and the dog sat on the cat\n".repeat(20);
    Path data = Files.writeString(folder.resolve("text.txt"), text);
    Path run = train(data, "--set", "task=next", "--architecture", "causal-transformer");
    String page = looks(run, Files.writeString(folder.resolve("prompt.txt"), "the dog"));
    assertThat(page).contains("What causal-transformer looked at", ">g</mark>");
  }

  @Test
  void aSeriesToForecastIsShadedStepByStep() throws IOException {
    StringBuilder table = new StringBuilder("when,v\n");
    for (int i = 0; i < 200; i++) {
      table.append(i).append(',').append(10 + i % 7).append('\n');
    }
    Path data = Files.writeString(folder.resolve("series.csv"), table);
    Path run = train(data, "--time", "when", "--horizon", "7", "--architecture", "lstm-attention");
    assertThat(looks(run, data)).contains("What lstm-attention looked at", "<svg");
  }

  private String looks(Path run, Path input) throws IOException {
    Path page = folder.resolve("looks.html");
    run("predict", run, "--input", input, "--output", folder.resolve("p.csv"), "--attention", page);
    return Files.readString(page);
  }

  private Path train(Path data, String... more) throws IOException {
    Path runs = folder.resolve("runs");
    List<Object> arguments = new ArrayList<>(List.of("--data", data, "--epochs", "1"));
    arguments.addAll(List.of("--output", runs));
    arguments.addAll(List.of(more));
    run("train", arguments.toArray());
    try (Stream<Path> all = Files.list(runs)) {
      return all.findFirst().orElseThrow();
    }
  }

  private static void run(String command, Object... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    assertThat(Cli.run(new AttentionFamily(), all.toArray(new String[0]))).isZero();
  }
}
