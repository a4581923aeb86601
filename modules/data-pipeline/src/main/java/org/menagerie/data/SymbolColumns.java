package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.core.InputShape;

/**
 * Columns of one letter each from one alphabet, read from left to right as one text: a table of
 * sequences such as nucleotides. A missing or unknown letter is symbol 1.
 *
 * @param alphabet the letters of the training rows, in their order
 */
public record SymbolColumns(List<String> letters, List<String> alphabet) implements FeatureEncoder {
  private static final int FEWEST_COLUMNS = 16;
  private static final int SMALLEST = 3;
  private static final int LARGEST = 30;
  private static final double COMMON = 0.01; // share of the cells

  /** Features with their own copies of the lists. */
  public SymbolColumns {
    letters = List.copyOf(letters);
    alphabet = List.copyOf(alphabet);
  }

  /**
   * Whether the columns are one sequence: at least {@value #FEWEST_COLUMNS} columns of single
   * characters, each of which uses at least half of the 3 to 30 that are common in all.
   */
  static boolean fits(List<ColumnProfile> columns) {
    if (columns.size() < FEWEST_COLUMNS || !columns.stream().allMatch(SymbolColumns::ofLetters)) {
      return false;
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    columns.forEach(c -> c.distinct().forEach((s, n) -> counts.merge(s, (long) n[0], Long::sum)));
    long cells = columns.stream().mapToLong(ColumnProfile::present).sum();
    List<String> common =
        counts.keySet().stream().filter(s -> counts.get(s) >= COMMON * cells).toList();
    return common.size() >= SMALLEST
        && common.size() <= LARGEST
        && columns.stream()
            .allMatch(
                c ->
                    2 * common.stream().filter(c.distinct()::containsKey).count() >= common.size());
  }

  private static boolean ofLetters(ColumnProfile column) {
    return column.kind() == ColumnKind.TEXT
        && column.tracksAll()
        && column.distinct().keySet().stream().allMatch(s -> s.codePointCount(0, s.length()) == 1);
  }

  /** Fits the alphabet on the given rows alone. */
  static SymbolColumns fit(Table table, List<String> letters, int[] rows) {
    List<String> seen =
        letters.stream()
            .map(name -> (Column.Texts) table.column(name))
            .flatMap(c -> Arrays.stream(rows).filter(r -> !c.missing(r)).mapToObj(c::text))
            .distinct()
            .sorted()
            .toList();
    return new SymbolColumns(letters, seen);
  }

  @Override
  public InputShape input() {
    return new InputShape.Tokens(letters.size(), named().vocabulary());
  }

  @Override
  public Map<String, ColumnKind> columns() {
    Map<String, ColumnKind> columns = new LinkedHashMap<>();
    letters.forEach(name -> columns.put(name, ColumnKind.TEXT));
    return columns;
  }

  @Override
  public ExampleView view(float[] row) {
    return named().view(row);
  }

  @Override
  public List<String> symbols() {
    return alphabet;
  }

  @Override
  public List<String> notes() {
    return List.of(
        Phrases.count(letters.size(), "column", "columns")
            + " read as one sequence of symbols: "
            + Phrases.list(alphabet, 10));
  }

  @Override
  public List<String> unknown(Table table, int[] rows) {
    List<String> notes = new ArrayList<>();
    for (String name : letters) {
      Column.Texts column = (Column.Texts) table.column(name);
      UnknownValues unknown = new UnknownValues();
      for (int row : rows) {
        if (!column.missing(row) && !alphabet.contains(column.text(row))) {
          unknown.add(List.of(column.text(row)));
        }
      }
      notes.addAll(unknown.note(name, "unknown", "symbol"));
    }
    return notes;
  }

  @Override
  public Encoded encode(Table table, int[] rows) {
    int steps = letters.size();
    Map<String, Integer> indices = named().indices();
    float[] out = new float[Math.multiplyExact(rows.length, steps)];
    for (int t = 0; t < steps; t++) {
      Column.Texts column = (Column.Texts) table.column(letters.get(t));
      for (int i = 0; i < rows.length; i++) {
        out[i * steps + t] =
            column.missing(rows[i])
                ? Symbols.UNKNOWN
                : indices.getOrDefault(column.text(rows[i]), Symbols.UNKNOWN);
      }
    }
    List<Column.Texts> columns =
        letters.stream().map(name -> (Column.Texts) table.column(name)).toList();
    return new Encoded(out, null, i -> columns.stream().map(c -> c.cell(rows[i])).toList());
  }

  private Symbols named() {
    return new Symbols(alphabet, "");
  }
}
