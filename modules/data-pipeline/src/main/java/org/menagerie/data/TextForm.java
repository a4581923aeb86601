package org.menagerie.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.menagerie.core.InvalidInputException;

/** What texts are cut into. */
enum TextForm {
  CHARACTERS,
  WORDS,
  PIECES;

  private static final int SHORT = 200; // characters
  private static final double FEW_WORDS = 0.05; // spaces in a character

  /** The form of that name. */
  static TextForm parse(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(form -> form.name().equals(upper))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "tokens must be "
                        + Arrays.stream(values())
                            .map(f -> f.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                        + ", was "
                        + Phrases.quote(name)));
  }

  /**
   * The form that suits texts (normalised): characters for short ones and for those that are not
   * written in words, words for the others. Pieces of words told the sections of package
   * descriptions worse than words did.
   */
  static TextForm suiting(List<String> texts) {
    long characters = 0;
    long spaces = 0;
    for (String text : texts) {
      characters += text.codePointCount(0, text.length());
      spaces += text.chars().filter(c -> c == ' ').count();
    }
    boolean brief = characters <= (long) SHORT * texts.size();
    return brief || spaces < FEW_WORDS * characters ? CHARACTERS : WORDS;
  }

  /** A tokenizer fitted on training texts (normalised). */
  Tokenizer fit(List<String> texts) {
    return switch (this) {
      case CHARACTERS -> CharacterTokenizer.fit(texts);
      case WORDS -> WordTokenizer.fit(texts);
      case PIECES -> PieceTokenizer.fit(texts);
    };
  }
}
