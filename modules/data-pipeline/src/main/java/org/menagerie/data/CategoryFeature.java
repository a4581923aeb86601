package org.menagerie.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A column of categories as one-hot inputs; fitted on training rows.
 *
 * @param categories those with an input of their own, most frequent first
 * @param other whether one input stands for all others; without it they are all zeros
 * @param indicator whether one input says that the cell is missing
 */
public record CategoryFeature(
    String column, List<String> categories, boolean other, boolean indicator)
    implements ColumnEncoder {
  private static final int MOST = 50;
  private static final int ENOUGH_ROWS = 2; // one row teaches a category nothing
  private static final double COMMON = 0.01;

  /** A feature with its own copy of the categories. */
  public CategoryFeature {
    categories = List.copyOf(categories);
  }

  /** Fits on the given rows alone. */
  static CategoryFeature fit(Column.Texts column, int[] rows) {
    int[] counts = new int[column.dictionary().size()];
    int missing = 0;
    for (int row : rows) {
      if (column.missing(row)) {
        missing++;
      } else {
        counts[column.codes()[row]]++;
      }
    }
    List<Integer> seen = new ArrayList<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        seen.add(code);
      }
    }
    // equal counts by name: the dictionary's order would let test rows decide
    seen.sort(
        Comparator.comparingInt((Integer code) -> -counts[code])
            .thenComparing(column.dictionary()::get));
    List<String> kept =
        seen.stream()
            .filter(code -> counts[code] >= ENOUGH_ROWS)
            .limit(MOST)
            .map(column.dictionary()::get)
            .toList();
    boolean indicator = missing > COMMON * rows.length;
    return new CategoryFeature(column.name(), kept, kept.size() < seen.size(), indicator);
  }

  @Override
  public ColumnKind kind() {
    return ColumnKind.TEXT;
  }

  @Override
  public int width() {
    return categories.size() + (other ? 1 : 0) + (indicator ? 1 : 0);
  }

  @Override
  public List<String> symbols() {
    List<String> symbols = new ArrayList<>(categories);
    if (other) {
      symbols.add("(other)");
    }
    if (indicator) {
      symbols.add("(missing)");
    }
    return symbols;
  }

  @Override
  public List<String> unknown(Column from, int[] rows) {
    Column.Texts texts = (Column.Texts) from;
    int[] slots = slots(texts, -1);
    UnknownValues unknown = new UnknownValues();
    for (int row : rows) {
      if (!texts.missing(row) && slots[texts.codes()[row]] < 0) {
        unknown.add(List.of(texts.text(row)));
      }
    }
    // training pooled its rare categories and kept no list of them
    return unknown.note(column, other ? "rare or unknown" : "unknown", "value");
  }

  @Override
  public void encode(Column from, int[] rows, float[] out, int offset, int stride) {
    Column.Texts texts = (Column.Texts) from;
    int pool = other ? categories.size() : -1;
    int[] slots = slots(texts, pool);
    int at = offset;
    for (int row : rows) {
      int slot = texts.missing(row) ? (indicator ? width() - 1 : -1) : slots[texts.codes()[row]];
      if (slot >= 0) {
        out[at + slot] = 1;
      }
      at += stride;
    }
  }

  @Override
  public String text(float[] row, int offset) {
    for (int i = 0; i < width(); i++) {
      if (row[offset + i] != 0) {
        boolean missing = indicator && i == width() - 1;
        return missing ? ExampleView.MISSING : i < categories.size() ? categories.get(i) : "other";
      }
    }
    return ExampleView.MISSING;
  }

  // input of each text of the column's dictionary, the pool's for those without one
  private int[] slots(Column.Texts texts, int pool) {
    return texts.dictionary().stream()
        .mapToInt(categories::indexOf)
        .map(known -> known >= 0 ? known : pool)
        .toArray();
  }
}
