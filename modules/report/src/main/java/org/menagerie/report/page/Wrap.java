package org.menagerie.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Text broken into lines. */
final class Wrap {
  private Wrap() {}

  /**
   * Lines of at most {@code width} columns, never none, broken at spaces; at no-break spaces, and
   * then anywhere, only where a line would be too long otherwise.
   */
  static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words(text, width)) {
      if (!line.isEmpty() && width(line) + 1 + width(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word.replace('\u00a0', ' '));
      while (width(line) > width) {
        int cut = line.offsetByCodePoints(0, width);
        lines.add(line.substring(0, cut));
        line.delete(0, cut);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  private static List<String> words(String text, int width) {
    return Arrays.stream(text.trim().split("\\s+", -1))
        .flatMap(
            word -> width(word) > width ? Arrays.stream(word.split("\u00a0", -1)) : Stream.of(word))
        .toList();
  }

  /** The width of the longest word. */
  static int longestWord(String text) {
    return Arrays.stream(text.trim().split("\\s+", -1)).mapToInt(Wrap::width).max().orElse(0);
  }

  /** Columns on a terminal; an accent takes none of its own. */
  static int width(CharSequence text) {
    return (int)
        text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }
}
