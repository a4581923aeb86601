package org.menagerie.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Turns text into symbols, character by character: 0 is padding, 1 a character that is not in the
 * training part.
 *
 * @param steps symbols in a window
 * @param alphabet the characters of the training part in code point order; the first has index 2
 */
public record SymbolEncoder(int steps, String alphabet) implements Encoder {
  private static final int UNKNOWN = 1;
  private static final int FIRST = 2;

  /** Fits the alphabet on the training part. */
  static SymbolEncoder fit(int steps, int[] characters) {
    TreeSet<Integer> seen = new TreeSet<>();
    Arrays.stream(characters).forEach(seen::add);
    if (seen.size() < 2) {
      throw new InvalidInputException("the training part of a text needs 2 different characters");
    }
    StringBuilder alphabet = new StringBuilder();
    seen.forEach(alphabet::appendCodePoint);
    return new SymbolEncoder(steps, alphabet.toString());
  }

  @Override
  public InputShape.Tokens input() {
    return new InputShape.Tokens(steps, FIRST + symbols().size());
  }

  @Override
  public Target.NextSymbol target() {
    return new Target.NextSymbol(symbols());
  }

  @Override
  public ExampleView view(DataSet example) {
    return new Symbols(symbols(), "").view(example.getFeatures().dup('c').data().asFloat());
  }

  /** The tokens of a text, one for each character. */
  public int[] tokens(String text) {
    return tokens(text.codePoints().toArray());
  }

  int[] tokens(int[] characters) {
    int[] known = alphabet.codePoints().toArray(); // sorted
    return Arrays.stream(characters)
        .map(c -> Math.max(UNKNOWN, FIRST + Arrays.binarySearch(known, c)))
        .toArray();
  }

  /** What to say of a text with symbols that training did not know. */
  public List<String> unknown(String text) {
    List<String> unknown =
        text.codePoints()
            .filter(c -> alphabet.indexOf(c) < 0)
            .mapToObj(c -> Phrases.quote(Character.toString(c)))
            .distinct()
            .toList();
    return unknown.isEmpty()
        ? List.of()
        : List.of(
            Phrases.count(unknown.size(), "symbol", "symbols")
                + " that training did not know: "
                + Phrases.list(unknown, 10));
  }

  /** A text to go on with, as it stands in a file, without the end of its last line. */
  public String prompt(Path path) {
    String text = SourceText.of(path).whole();
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public EncodedFile encode(Path path) {
    int[] characters = prompt(path).codePoints().toArray();
    int[] known = tokens(characters);
    int[] tokens = Arrays.copyOf(known, known.length + 1); // what comes next is not known
    tokens[known.length] = UNKNOWN;
    Examples examples = new SymbolExamples(input(), target(), tokens, characters);
    return EncodedFile.of(path.toString(), examples, List.of());
  }

  @Override
  public LabelledFile encodeLabelled(String data) {
    SourceText source = SourceText.of(Datasets.dataPath(data));
    String text = source.whole();
    int[] characters = text.codePoints().toArray();
    int[] tokens = tokens(characters);
    if (tokens.length < 2) {
      throw new InvalidInputException(source.name() + " has fewer than 2 characters");
    }
    return new LabelledFile(
        source.name(),
        source.sha256(),
        new SymbolExamples(input(), target(), tokens, characters),
        Stream.concat(source.notes().stream(), unknown(text).stream()).toList());
  }

  @Override
  public List<String> symbols() {
    return alphabet.codePoints().mapToObj(Character::toString).toList();
  }
}
