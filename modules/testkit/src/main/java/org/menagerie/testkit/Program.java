package org.menagerie.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A packaged program, as a user starts it.
 *
 * @param folder that it is started in
 */
public record Program(Path jar, Path folder) {
  private static final int MOST_MINUTES = 5;

  /** The jar of this name that the module under test has built. */
  public static Program of(String jar, Path folder) {
    return new Program(Path.of("target", jar).toAbsolutePath(), folder);
  }

  /** A program that has ended. */
  public record Outcome(int exitCode, String out, String err) {

    /** The one JSON object that a program printed which did what it was told. */
    public JsonNode json() throws IOException {
      assertThat(exitCode).as(err).isZero();
      assertThat(out.lines()).hasSize(1);
      return new ObjectMapper().readTree(out);
    }
  }

  /** A program at work; what it prints goes to files. */
  public record Running(Process process, Path out, Path err) {

    /** Sends a signal such as INT. */
    public void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** Waits for its end. */
    public Outcome end() throws IOException, InterruptedException {
      assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).as("it ended in time").isTrue();
      return new Outcome(
          process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }
  }

  /** Runs it to its end. */
  public Outcome run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  /** Starts it in a process of its own. */
  public Running start(String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> line = new ArrayList<>(List.of(java, "-jar", jar.toString()));
    line.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Running(process, out, err);
  }
}
