package org.menagerie.data;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text as its characters (code points), case kept.
 *
 * @param alphabet the known characters in code point order
 */
public record CharacterTokenizer(String alphabet) implements Tokenizer {
  static final int MOST = 4_096;
  static final int FEWEST = 2;

  /** The characters that occur at least twice, at most {@value #MOST} of them. */
  static CharacterTokenizer fit(List<String> texts) {
    Frequencies seen = new Frequencies();
    texts.forEach(text -> characters(text).forEach(seen::add));
    return new CharacterTokenizer(
        seen.most(MOST, FEWEST).stream()
            .sorted(Comparator.comparingInt(c -> c.codePointAt(0)))
            .collect(Collectors.joining()));
  }

  @Override
  public String noun() {
    return "character";
  }

  @Override
  public Symbols symbols() {
    return new Symbols(characters(alphabet), "");
  }

  @Override
  public Cutter cutter() {
    return CharacterTokenizer::characters;
  }

  /** The characters of a text, one string each. */
  static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }
}
