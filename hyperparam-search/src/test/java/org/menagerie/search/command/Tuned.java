package org.menagerie.search.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.menagerie.cli.Cli;

/** What a command of this module ended with, and what it said. */
record Tuned(int code, String out, String err) {

  /** Runs a command with {@code --json}, and into the folder unless it names another. */
  static Tuned run(Path folder, String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(arguments));
    if (!all.contains("--output")) {
      all.addAll(List.of("--output", folder.toString()));
    }
    all.add("--json");
    PrintStream usualOut = System.out;
    PrintStream usualErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    int code;
    try {
      code =
          Cli.run(
              "test",
              "of tune",
              List.of(new TuneCommand(), new ContestCommand()),
              all.toArray(new String[0]));
    } finally {
      System.setOut(usualOut);
      System.setErr(usualErr);
    }
    return new Tuned(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
