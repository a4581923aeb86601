package org.menagerie.report.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A text whose words are marked by strength.
 *
 * @param caption what the strength stands for
 */
public record Words(String caption, List<Word> words) implements Block {
  public Words {
    words = List.copyOf(words);
  }

  /**
   * A word or a character.
   *
   * @param strength from 0, no mark, to 1
   */
  public record Word(String text, double strength) {

    /** The strength in percent, for a style. */
    public String percent() {
      double bounded = strength >= 0 ? Math.min(1, strength) : 0; // nor NaN
      return String.format(Locale.ROOT, "%.0f%%", 80 * bounded);
    }
  }

  /** Characters stand side by side, words apart. */
  public boolean spaced() {
    return words.stream().anyMatch(word -> word.text().codePointCount(0, word.text().length()) > 1);
  }

  String joined() {
    return words.stream().map(Word::text).collect(Collectors.joining(spaced() ? " " : ""));
  }

  @Override
  public String kind() {
    return "words";
  }
}
