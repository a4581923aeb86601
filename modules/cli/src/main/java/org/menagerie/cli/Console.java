package org.menagerie.cli;

import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a program speaks: results on {@code out}, all else on {@code err}.
 *
 * @param interactive whether a person watches a terminal
 */
record Console(PrintStream out, PrintStream err, boolean interactive) {

  /** The process's own streams. Whatever a library prints goes to standard error from now on. */
  static Console system() {
    Console console = new Console(System.out, System.err, Ansi.AUTO.enabled());
    System.setOut(System.err);
    return console;
  }

  void note(String line) {
    err.println(line);
  }

  void error(String message) {
    err.println(Ansi.AUTO.string("@|bold,red error:|@ ") + message.lines().findFirst().orElse(""));
  }
}
