package org.menagerie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.menagerie.report.page.Screen;
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

  /**
   * A bar of progress.
   *
   * @param size steps in one unit
   */
  ProgressBarBuilder bar(String task, String unit, long size) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .setUnit(unit, size)
        .setSpeedUnit(ChronoUnit.SECONDS)
        .showSpeed()
        // the library's own look at the terminal would take Ctrl-C away from the JVM
        .setConsumer(new ConsoleProgressBarConsumer(err, Terminal.ask().columns()));
  }

  void note(String line) {
    err.println(Screen.harmless(line));
  }

  void error(String message) {
    String line = message.lines().findFirst().orElse("");
    err.println(Ansi.AUTO.string("@|bold,red error:|@ ") + Screen.harmless(line));
  }
}
