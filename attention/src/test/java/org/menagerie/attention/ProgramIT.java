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
import org.menagerie.testkit.Program;

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
    String page =
        looks(run, Files.writeString(folder.resolve("new.csv"), "text\na CHEAP wonder\n"));
    assertThat(page).contains("What transformer looked at", "attention-2, head 4", ">cheap</mark>");
    assertThat(page).contains("title=\"rare or not known from training\">wonder</mark>");
    assertThat(page).containsPattern("line 2: (spam|ham) .[01].[0-9]{2}");
    assertThat(Files.readString(run.resolve("report.html"))).contains("attention-2, head 4");
  }

  @Test
  void whatIsAnsweredAtAStepStandsUnderIt() throws IOException {
    StringBuilder table = new StringBuilder("who,when,letter,label\n");
    for (int i = 0; i < 30; i++) {
      for (int t = 0; t < 5; t++) {
        String letter = (i + t) % 2 == 0 ? "even" : "odd";
        table.append(i + "," + t + "," + letter + "," + letter.charAt(0) + "\n");
      }
    }
    Path data = Files.writeString(folder.resolve("steps.csv"), table);
    Path run = train(data, "--sequence-id", "who", "--time", "when");
    Path fresh =
        Files.writeString(
            folder.resolve("new.csv"), "who,when,letter\na,1,odd\na,2,even\na,3,strange\n");
    assertThat(looks(run, fresh))
        .containsPattern(">odd</mark><rt class=\"plain\">[eo]</rt></ruby>")
        .contains("title=\"rare or not known from training\">strange</mark>")
        .contains("Under a step stands the network&#39;s answer");
  }

  @Test
  void aTextToGoOnWithIsMarkedCharacterByCharacter() throws IOException {
    String text = "the cat sat on the mat and the dog sat on the cat\n".repeat(20);
    Path data = Files.writeString(folder.resolve("text.txt"), text);
    Path run = train(data, "--set", "task=next", "--architecture", "causal-transformer");
    String page = looks(run, Files.writeString(folder.resolve("prompt.txt"), "the dog"));
    assertThat(page).contains("What causal-transformer looked at", ">g</mark>");
    assertThat(page).containsPattern(">g</mark><rt class=\"plain\">[^<]</rt>");
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

  @Test
  void endsOfAnotherMeaningAreNotTakenOver() throws IOException, InterruptedException {
    Program program = Program.of("attention.jar", folder);
    String[] rows = new String[40];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (i % 2 == 0 ? "buy cheap x" : "the meeting y") + i + (i % 2 == 0 ? ",no" : ",yes");
    }
    String table = "text,label\n" + String.join("\n", rows) + "\n";
    Path run = train(Files.writeString(folder.resolve("mail.csv"), table));
    String other = table.replace("cheap x", "cheap !");
    String renamed = table.replace(",no", ",zno");
    assertThat(from(program, run, table)).contains("layers with parameters").doesNotContain("anew");
    assertThat(from(program, run, other)).contains("; anew: embedding (other symbols)\n");
    assertThat(from(program, run, renamed)).contains("; anew: output (other answers)\n");
  }

  private String from(Program program, Path run, String table)
      throws IOException, InterruptedException {
    Path data = Files.writeString(folder.resolve("other.csv"), table);
    Program.Outcome outcome =
        program.run("train", "--data", data.toString(), "--from", run.toString(), "--epochs", "1");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.err();
  }

  @Test
  void whatIsWithoutEffectIsSaid() throws IOException, InterruptedException {
    Program program = Program.of("attention.jar", folder);
    StringBuilder table = new StringBuilder("text,label\n");
    for (int i = 0; i < 40; i++) {
      table.append("a text of number ").append(i).append(i % 2 == 0 ? ",no\n" : ",yes\n");
    }
    Path data = Files.writeString(folder.resolve("mail.csv"), table);
    String described = program.run("describe", "--data", data.toString(), "--set", "patch=4").out();
    assertThat(described).contains("without effect on this data: patch\n");
    assertThat(described).doesNotContain("step-size").doesNotContain("  patch");
    Program.Outcome trained =
        program.run("train", "--data", data.toString(), "--set", "units=8", "--epochs", "1");
    assertThat(trained.err()).contains("lstm-attention: transformer does not take these options");
    Path run = onlyRun();
    Program.Outcome predicted =
        program.run("predict", run.toString(), "--input", data.toString(), "--temperature", "0.5");
    assertThat(predicted.exitCode()).isEqualTo(2);
    assertThat(predicted.err()).contains("temperature is only for a text to go on with");
    assertThat(program.run("evaluate", run.toString(), "--data", data.toString()).err())
        .contains("mail.csv is the data that the run was trained on");
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("runs"))) {
      return all.findFirst().orElseThrow();
    }
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
    return onlyRun();
  }

  private static void run(String command, Object... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    assertThat(Cli.run(new AttentionFamily(), all.toArray(new String[0]))).isZero();
  }
}
