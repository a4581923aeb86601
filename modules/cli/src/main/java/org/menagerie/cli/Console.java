package org.menagerie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import org.menagerie.report.run.Names;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a program speaks: results on {@code out}, all else on {@code err}.
 *
 * @param interactive whether a person watches a terminal
 */
record Console(PrintStream out, PrintStream err, boolean interactive) {
  /** The process's own streams, in UTF-8 whatever the locale. */
  static Console system() {
    return new Console(
        new PrintStream(System.out, true, UTF_8),
        new PrintStream(System.err, true, UTF_8),
        Ansi.AUTO.enabled());
  }

  void note(String line) {
    err.println(Names.harmless(line));
  }

  void error(String message) {
    String line = message.lines().findFirst().orElse("");
    err.println(Ansi.AUTO.string("@|bold,red error:|@ ") + Names.harmless(line));
  }
}
