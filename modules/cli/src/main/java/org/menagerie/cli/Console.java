package org.menagerie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a program speaks: results on {@code out}, all else on {@code err}.
 *
 * @param interactive whether a person watches a terminal
 */
record Console(PrintStream out, PrintStream err, boolean interactive) {
  private static final int USUAL_WIDTH = 80;

  /** The process's own streams, in UTF-8 whatever the locale. */
  static Console system() {
    return new Console(
        new PrintStream(System.out, true, UTF_8),
        new PrintStream(System.err, true, UTF_8),
        Ansi.AUTO.enabled());
  }

  /** Columns of the terminal; 80 where it does not say. */
  int width() {
    try {
      Process size = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String[] answer =
          new String(size.getInputStream().readAllBytes(), UTF_8).trim().split(" ", -1);
      return answer.length == 2 ? Math.max(40, Integer.parseInt(answer[1]) - 1) : USUAL_WIDTH;
    } catch (IOException | NumberFormatException e) {
      return USUAL_WIDTH; // no such command: not a Unix
    }
  }

  void note(String line) {
    err.println(line);
  }

  void error(String message) {
    err.println(Ansi.AUTO.string("@|bold,red error:|@ ") + message.lines().findFirst().orElse(""));
  }
}
