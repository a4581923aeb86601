package org.menagerie.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as its words and punctuation marks, in lower case, every digit as 0.
 *
 * <p>Words in capitals have {@value #CAPITALS} in front of them: who shouts tells something. A mark
 * repeated is one symbol, of three at most, so that a ruled line is one step and not seventy.
 *
 * @param words the known ones, from the most frequent on
 */
public record WordTokenizer(List<String> words) implements Tokenizer {
  static final int MOST = 20_000;
  static final int FEWEST = 2;

  static final String CAPITALS = "\u21e7"; // the arrow of a shift key

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}]+(?:['’][\\p{L}\\p{M}]+)*|\\p{Nd}+|(\\S)\\1*");
  private static final int MOST_REPEATED = 3;
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
    List<String> words = new ArrayList<>();
    for (Matcher found = WORD.matcher(text); found.find(); ) {
      String word = found.group();
      String mark = found.group(1);
      if (mark != null) {
        words.add(mark.repeat(Math.min(MOST_REPEATED, word.length() / mark.length())));
      } else {
        if (inCapitals(word)) {
          words.add(CAPITALS);
        }
        words.add(DIGIT.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("0"));
      }
    }
    return words;
  }

  // two letters at least: "I" and "A" are written so by everybody
  private static boolean inCapitals(String word) {
    return word.codePoints().filter(Character::isUpperCase).limit(2).count() == 2
        && word.equals(word.toUpperCase(Locale.ROOT));
  }
}
