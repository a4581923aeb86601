package org.menagerie.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a text becomes symbols, with the symbols that training knew; fitted on training texts alone.
 *
 * <p>Texts are normalised first: Unicode's composed form (NFC), and one space for every run of
 * white space and control characters. Words fold case and digits besides; nothing else does.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "tokens")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CharacterTokenizer.class, name = "characters"),
  @JsonSubTypes.Type(value = WordTokenizer.class, name = "words"),
  @JsonSubTypes.Type(value = PieceTokenizer.class, name = "pieces")
})
public sealed interface Tokenizer permits CharacterTokenizer, WordTokenizer, PieceTokenizer {
  /** White space and characters that print nothing. */
  Pattern BLANK = Pattern.compile("[\\p{Cc}\\p{Z}]+");

  /** What the symbols are, in the singular. */
  String noun();

  /** The known symbols; the first has index {@link Symbols#FIRST}. */
  Symbols symbols();

  /** A new cutter, for one thread. */
  Cutter cutter();

  /** Cuts normalised texts into symbols, known or not. */
  interface Cutter {
    /** The symbols of a text in their order; none for an empty text. */
    List<String> cut(String text);
  }

  /** A text in the form in which tokenizers read it. */
  static String normalised(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return BLANK.matcher(composed).replaceAll(" ").strip();
  }
}
