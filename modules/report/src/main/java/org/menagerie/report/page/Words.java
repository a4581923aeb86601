package org.menagerie.report.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A text whose words are marked by strength and may have something below them.
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
   * @param unknown whether training did not know it
   * @param below what stands under it; empty for nothing
   * @param tone whether what stands under it is right
   */
  public record Word(String text, double strength, boolean unknown, String below, Tone tone) {
    /** A word with nothing under it. */
    public Word(String text, double strength) {
      this(text, strength, false, "", Tone.PLAIN);
    }

    /** The strength in percent, for a style. */
    public String percent() {
      double bounded = strength >= 0 ? Math.min(1, strength) : 0; // nor NaN
      return String.format(Locale.ROOT, "%.0f%%", 80 * bounded);
    }
  }

  /** Whether something stands under some word. */
  public boolean told() {
    return words.stream().anyMatch(word -> !word.below().isEmpty());
  }

  String joined() {
    return words.stream().map(Word::text).collect(Collectors.joining(spaced() ? " " : ""));
  }

  @Override
  public String kind() {
    return "words";
  }
}
