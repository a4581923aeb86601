package org.menagerie.data;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A text as its words and punctuation marks, in lower case, every digit as 0.
 *
 * @param words the known ones, from the most frequent on
 */
public record WordTokenizer(List<String> words) implements Tokenizer {
  static final int MOST = 20_000;
  static final int FEWEST = 2;

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}]+(?:['’][\\p{L}\\p{M}]+)*|\\p{Nd}+|\\S");
  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  /** A tokenizer with its own copy of the list. */
  public WordTokenizer {
    words = List.copyOf(words);
  }

  /** The words that occur at least twice, at most {@value #MOST} of them. */
  static WordTokenizer fit(List<String> texts) {
    Frequencies seen = new Frequencies();
    texts.forEach(text -> cut(text).forEach(seen::add));
    return new WordTokenizer(seen.most(MOST, FEWEST));
  }

  @Override
  public String noun() {
    return "word";
  }

  @Override
  public Symbols symbols() {
    return new Symbols(words, " ");
  }

  @Override
  public Cutter cutter() {
    return WordTokenizer::cut;
  }

  /** The words of a normalised text. */
  static List<String> cut(String text) {
    String folded = DIGIT.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("0");
    return WORD.matcher(folded).results().map(MatchResult::group).toList();
  }
}
