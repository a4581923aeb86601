package org.menagerie.mlp.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.cli.ExtraCommand;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import picocli.CommandLine;

class WalkthroughCommandTest {
  private final StringWriter out = new StringWriter();
  private Exception failure;

  @TempDir private Path folder;

  @Test
  void theFamilyFindsIt() {
    assertThat(ServiceLoader.load(ExtraCommand.class))
        .anyMatch(
            command ->
                command instanceof WalkthroughCommand && command.family().equals("mlp-iris"));
  }

  @Test
  void withoutASubjectItListsAll() {
    assertThat(run()).isZero();
    for (Subject subject : Subject.values()) {
      assertThat(out.toString()).contains(Settings.spell(subject), subject.summary());
    }
  }

  @Test
  void helpNamesEverySubject() {
    String help = new CommandLine(new WalkthroughCommand()).getUsageMessage();
    for (Subject subject : Subject.values()) {
      assertThat(help).contains(Settings.spell(subject));
    }
    assertThat(help).contains("all;").isASCII();
  }

  @Test
  void aSubjectIsPrintedWithItsVerdict() {
    assertThat(run("neuron")).isZero();
    assertThat(out.toString()).contains("One neuron", "31 values agree");
  }

  @Test
  void anUnknownSubjectNamesTheNearest() {
    run("neurn");
    assertThat(failure)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("unknown subject 'neurn'; did you mean neuron?");
  }

  @Test
  void htmlGoesToItsFile() throws Exception {
    Path file = folder.resolve("backprop.html");
    assertThat(run("backprop", "--html", file.toString())).isZero();
    assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").contains("<math");
    assertThat(out.toString()).contains("wrote", "agree").doesNotContain("Forward");
  }

  @Test
  void aMissingFolderIsTheUsersMistake() {
    run("neuron", "--html", folder.resolve("none").resolve("page.html").toString());
    assertThat(failure).isInstanceOf(InvalidInputException.class).hasMessageContaining("no folder");
  }

  @Test
  void htmlWithoutASubjectIsThePageOfAll() throws Exception {
    Path file = folder.resolve("all.html");
    assertThat(run("--html", file.toString())).isZero();
    assertThat(Files.readString(file)).contains("First principles", "One neuron", "Vanishing");
    assertThat(out.toString()).contains("wrote").doesNotContain("Subjects:");
  }

  @Test
  void aFolderIsNoPage() {
    assertThat(run("neuron", "--html", folder.toString())).isEqualTo(2);
    assertThat(failure)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--html: " + folder + " is a folder; name a file in it");
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... args) {
    return new CommandLine(new WalkthroughCommand())
        .setOut(new PrintWriter(out, true))
        .setExecutionExceptionHandler(
            (e, command, result) -> {
              failure = e;
              return 2;
            })
        .execute(args);
  }
}
