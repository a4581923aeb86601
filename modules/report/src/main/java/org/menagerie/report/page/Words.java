package org.menagerie.report.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A text whose words are marked by strength.
 *
 * @param caption what the strength stands for
 * @param spaced whether words stand apart
 */
public record Words(String caption, List<Word> words, boolean spaced) implements Block {
  public Words {
    words = List.copyOf(words);
  }

  /** Characters stand side by side, words apart. */
  public Words(String caption, List<Word> words) {
    this(
        caption,
        words,
        words.stream().anyMatch(word -> word.text().codePointCount(0, word.text().length()) > 1));
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

  String joined() {
    return words.stream().map(Word::text).collect(Collectors.joining(spaced() ? " " : ""));
  }

  @Override
  public String kind() {
    return "words";
  }
}
