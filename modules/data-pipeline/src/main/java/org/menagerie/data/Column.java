package org.menagerie.data;

import java.util.List;

/** The cells of one column in memory. */
public sealed interface Column {
  /** The name in the header. */
  String name();

  /** Whether the cell of a row has no value. */
  boolean missing(int row);

  /** Numbers, NaN where missing. */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  record Numbers(String name, double[] values) implements Column {
    @Override
    public boolean missing(int row) {
      return Double.isNaN(values[row]);
    }
  }

  /** Texts, as indices of {@code dictionary}, -1 where missing. */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  record Texts(String name, List<String> dictionary, int[] codes) implements Column {
    @Override
    public boolean missing(int row) {
      return codes[row] < 0;
    }

    /** The text of a row that is not missing. */
    String text(int row) {
      return dictionary.get(codes[row]);
    }

    /** The text of a row, or what stands for a missing one. */
    String cell(int row) {
      return missing(row) ? ExampleView.MISSING : text(row);
    }
  }
}
