package org.menagerie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;

/**
 * The terminal that a program was started from.
 *
 * @param columns one less than it has, so that no full line makes an empty one; at least 40
 * @param unicode whether the locale's encoding knows more than ASCII
 */
public record Terminal(int columns, boolean unicode) {
  private static final int USUAL_COLUMNS = 80;
  private static final int NARROWEST = 40;

  /** Asks the terminal and the locale; 80 columns where the terminal does not say. */
  public static Terminal ask() {
    return new Terminal(askColumns(), unicode(System.getProperty("native.encoding", "")));
  }

  static boolean unicode(String encoding) {
    return !encoding.isEmpty()
        && Charset.isSupported(encoding)
        && Charset.forName(encoding).equals(UTF_8);
  }

  private static int askColumns() {
    try {
      Process size = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String[] answer =
          new String(size.getInputStream().readAllBytes(), UTF_8).trim().split(" ", -1);
      int columns = answer.length == 2 ? Integer.parseInt(answer[1]) : 0; // 0: it does not know
      return columns > 0 ? Math.max(NARROWEST, columns - 1) : USUAL_COLUMNS;
    } catch (IOException | NumberFormatException e) {
      return USUAL_COLUMNS; // no such command: not a Unix
    }
  }
}
