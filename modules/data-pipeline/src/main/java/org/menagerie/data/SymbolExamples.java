package org.menagerie.data;

import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A text cut into windows that do not overlap; the label of a symbol is the one behind it. */
final class SymbolExamples implements Examples {
  private static final int FIRST = 2; // token of the first symbol

  private final InputShape.Tokens input;
  private final Target.NextSymbol target;
  private final int[] tokens;
  private final int[] characters;
  private final boolean padded;

  /**
   * Examples without copies of the arrays.
   *
   * @param tokens at least two; a last one that is not known may stand behind the text
   * @param characters the text's, as they stand in it
   */
  SymbolExamples(
      InputShape.Tokens input, Target.NextSymbol target, int[] tokens, int[] characters) {
    this.input = input;
    this.target = target;
    this.tokens = tokens;
    this.characters = characters;
    padded = (tokens.length - 1) % input.steps() != 0;
  }

  @Override
  public InputShape input() {
    return input;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public int size() {
    return (tokens.length - 2) / input.steps() + 1;
  }

  @Override
  public List<String> spelling(int row) {
    int from = row * input.steps();
    return IntStream.range(from, Math.min(from + input.steps(), tokens.length - 1))
        .mapToObj(i -> Character.toString(characters[i]))
        .toList();
  }

  @Override
  public DataSet batch(int[] rows) {
    int steps = input.steps();
    int size = target.size();
    float[] symbols = new float[rows.length * steps];
    float[] labels = new float[rows.length * size * steps];
    float[] mask = new float[rows.length * steps];
    float[] known = new float[rows.length * steps];
    for (int i = 0; i < rows.length; i++) {
      int from = rows[i] * steps;
      for (int t = 0; t < steps && from + t + 1 < tokens.length; t++) {
        int next = tokens[from + t + 1] - FIRST;
        symbols[i * steps + t] = tokens[from + t];
        mask[i * steps + t] = 1;
        if (next >= 0) { // a symbol that training did not know cannot be said
          known[i * steps + t] = 1;
          labels[(i * size + next) * steps + t] = 1;
        }
      }
    }
    return new DataSet(
        Nd4j.create(symbols, new long[] {rows.length, steps}, DataType.FLOAT),
        Nd4j.create(labels, new long[] {rows.length, size, steps}, DataType.FLOAT),
        padded ? Nd4j.create(mask, new long[] {rows.length, steps}, DataType.FLOAT) : null,
        Nd4j.create(known, new long[] {rows.length, steps}, DataType.FLOAT));
  }
}
