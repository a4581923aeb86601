package org.menagerie.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.menagerie.core.InputShape;

/**
 * One text column, character by character: 0 is padding, 1 a character not seen in training.
 *
 * @param steps length of the longest training text, at most {@value #LONGEST}; longer ones are cut
 * @param alphabet the characters of the training texts in code point order; the first has index 2
 */
public record CharacterFeatures(String column, int steps, String alphabet)
    implements FeatureEncoder {
  private static final int LONGEST = 512;
  private static final int UNKNOWN = 1;
  private static final int FIRST = 2;

  /** Fits length and alphabet on the given rows alone. */
  static CharacterFeatures fit(Table table, String column, int[] rows) {
    Column.Texts texts = (Column.Texts) table.column(column);
    TreeSet<Integer> seen = new TreeSet<>();
    int steps = 1;
    for (int row : rows) {
      if (!texts.missing(row)) {
        String text = texts.text(row);
        text.codePoints().forEach(seen::add);
        steps = Math.max(steps, text.codePointCount(0, text.length()));
      }
    }
    StringBuilder alphabet = new StringBuilder();
    seen.forEach(alphabet::appendCodePoint);
    return new CharacterFeatures(column, Math.min(steps, LONGEST), alphabet.toString());
  }

  @Override
  public InputShape input() {
    int symbols = alphabet.codePointCount(0, alphabet.length());
    return new InputShape.Tokens(steps, FIRST + symbols);
  }

  @Override
  public Map<String, ColumnKind> columns() {
    return Map.of(column, ColumnKind.TEXT);
  }

  @Override
  public List<String> unknown(Table table, int[] rows) {
    Column.Texts texts = (Column.Texts) table.column(column);
    UnknownValues unknown = new UnknownValues();
    for (int row : rows) {
      if (!texts.missing(row)) {
        unknown.add(
            texts
                .text(row)
                .codePoints()
                .limit(steps)
                .filter(c -> alphabet.indexOf(c) < 0)
                .mapToObj(Character::toString)
                .toList());
      }
    }
    return unknown.note(column, "unknown", "character");
  }

  @Override
  public ExampleView view(float[] row) {
    int[] known = alphabet.codePoints().toArray();
    List<String> symbols = new ArrayList<>();
    for (float token : row) {
      if (token == UNKNOWN) {
        symbols.add(ExampleView.UNKNOWN);
      } else if (token >= FIRST) {
        symbols.add(Character.toString(known[(int) token - FIRST]));
      }
    }
    return new ExampleView.Text(symbols);
  }

  @Override
  public Encoded encode(Table table, int[] rows) {
    Map<Integer, Integer> indices = new HashMap<>();
    alphabet.codePoints().forEach(c -> indices.put(c, FIRST + indices.size()));
    Column.Texts texts = (Column.Texts) table.column(column);
    float[] out = new float[Math.multiplyExact(rows.length, steps)];
    int[] lengths = new int[rows.length];
    boolean padded = false;
    for (int i = 0; i < rows.length; i++) {
      // a missing text is one unknown symbol: a row that is all padding has no meaning
      int[] symbols =
          texts.missing(rows[i])
              ? new int[] {-1}
              : texts.text(rows[i]).codePoints().limit(steps).toArray();
      for (int t = 0; t < symbols.length; t++) {
        out[i * steps + t] = indices.getOrDefault(symbols[t], UNKNOWN);
      }
      lengths[i] = symbols.length;
      padded |= symbols.length < steps;
    }
    return new Encoded(out, padded ? lengths : null);
  }
}
