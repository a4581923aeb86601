package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.core.Guards;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;

/**
 * One text column, symbol by symbol: 0 is padding, 1 a symbol not seen in training.
 *
 * @param steps symbols that are read of a text; longer ones are cut
 * @param longest symbols of the longest training text
 */
public record TextFeatures(String column, int steps, int longest, Tokenizer tokenizer)
    implements FeatureEncoder {
  private static final int LONGEST = 512;
  private static final int MOST_STEPS = 16_384;
  private static final double COVERED = 0.99; // of the training texts are not cut

  /**
   * How texts are to be read; empty where the data decides.
   *
   * @param steps symbols that are read of a text
   */
  record Wish(Optional<TextForm> form, Optional<Integer> steps) {
    static Wish of(DataOptions options) {
      return new Wish(
          options.tokens().isBlank()
              ? Optional.empty()
              : Optional.of(TextForm.parse(options.tokens())),
          options.maxLength().isBlank()
              ? Optional.empty()
              : Optional.of(steps(options.maxLength().strip())));
    }

    private static int steps(String text) {
      try {
        return Guards.within(Integer.parseInt(text), 1, MOST_STEPS, "max-length");
      } catch (NumberFormatException e) {
        throw new InvalidInputException(
            "max-length must be a whole number, was " + Phrases.quote(text), e);
      }
    }

    boolean isAny() {
      return form.isPresent() || steps.isPresent();
    }
  }

  /** Fits symbols and length on the given rows alone. */
  static TextFeatures fit(Table table, String column, Wish wish, int[] rows) {
    Column.Texts cells = (Column.Texts) table.column(column);
    List<String> texts =
        Arrays.stream(rows)
            .filter(row -> !cells.missing(row))
            .mapToObj(row -> Tokenizer.normalised(cells.text(row)))
            .toList();
    Tokenizer tokenizer = wish.form().orElseGet(() -> TextForm.suiting(texts)).fit(texts);
    Tokenizer.Cutter cutter = tokenizer.cutter();
    int[] lengths = texts.stream().mapToInt(text -> cutter.cut(text).size()).sorted().toArray();
    int last = lengths.length - 1;
    int longest = Math.max(1, last < 0 ? 1 : lengths[last]);
    int usual = Math.max(1, last < 0 ? 1 : lengths[(int) Math.ceil(COVERED * last)]);
    int steps = wish.steps().map(s -> Math.min(s, longest)).orElse(Math.min(usual, LONGEST));
    return new TextFeatures(column, steps, longest, tokenizer);
  }

  @Override
  public InputShape input() {
    return new InputShape.Tokens(steps, tokenizer.symbols().vocabulary());
  }

  @Override
  public Map<String, ColumnKind> columns() {
    return Map.of(column, ColumnKind.TEXT);
  }

  @Override
  public ExampleView view(float[] row) {
    return tokenizer.symbols().view(row);
  }

  @Override
  public List<String> symbols() {
    return tokenizer.symbols().names();
  }

  @Override
  public List<String> notes() {
    String read =
        column
            + ": read by "
            + tokenizer.noun()
            + "s, "
            + Phrases.count(tokenizer.symbols().names().size(), "known one", "known ones")
            + ", "
            + Phrases.count(steps, "step", "steps");
    return List.of(
        longest > steps ? read + "; longer texts are cut (the longest has " + longest + ")" : read);
  }

  @Override
  public List<String> unknown(Table table, int[] rows) {
    Column.Texts texts = (Column.Texts) table.column(column);
    Map<String, Integer> indices = tokenizer.symbols().indices();
    Tokenizer.Cutter cutter = tokenizer.cutter();
    UnknownValues unknown = new UnknownValues();
    int cut = 0;
    for (int row : rows) {
      if (!texts.missing(row)) {
        List<String> symbols = cutter.cut(Tokenizer.normalised(texts.text(row)));
        cut += symbols.size() > steps ? 1 : 0;
        unknown.add(symbols.stream().limit(steps).filter(s -> !indices.containsKey(s)).toList());
      }
    }
    List<String> notes = new ArrayList<>(unknown.note(column, "unknown", tokenizer.noun()));
    if (cut > 0) {
      notes.add(
          Phrases.count(cut, "text", "texts")
              + " cut after "
              + Phrases.count(steps, tokenizer.noun(), tokenizer.noun() + "s"));
    }
    return notes;
  }

  @Override
  public Encoded encode(Table table, int[] rows) {
    Column.Texts texts = (Column.Texts) table.column(column);
    Map<String, Integer> indices = tokenizer.symbols().indices();
    Tokenizer.Cutter cutter = tokenizer.cutter();
    float[] out = new float[Math.multiplyExact(rows.length, steps)];
    int[] lengths = new int[rows.length];
    boolean padded = false;
    for (int i = 0; i < rows.length; i++) {
      List<String> symbols = cut(texts, rows[i], cutter);
      lengths[i] = Math.max(1, Math.min(steps, symbols.size()));
      // a text without symbols is one unknown symbol: a row that is all padding has no meaning
      out[i * steps] = Symbols.UNKNOWN;
      for (int t = 0; t < Math.min(steps, symbols.size()); t++) {
        out[i * steps + t] = indices.getOrDefault(symbols.get(t), Symbols.UNKNOWN);
      }
      padded |= lengths[i] < steps;
    }
    return new Encoded(
        out,
        padded ? lengths : null,
        i -> cut(texts, rows[i], tokenizer.cutter()).stream().limit(steps).toList());
  }

  private static List<String> cut(Column.Texts texts, int row, Tokenizer.Cutter cutter) {
    return texts.missing(row) ? List.of() : cutter.cut(Tokenizer.normalised(texts.text(row)));
  }
}
