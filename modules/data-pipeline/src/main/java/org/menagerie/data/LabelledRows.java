package org.menagerie.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The rows that can be learned from or measured on.
 *
 * @param rows in the table's order
 * @param dropped why the others cannot, with their number
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
public record LabelledRows(int[] rows, Map<String, Integer> dropped) {

  /** The rows with a label, and of those the ones that are wanted. */
  static LabelledRows of(Column label, IntPredicate wanted, String otherwise) {
    int n = label instanceof Column.Numbers c ? c.values().length : codes(label).length;
    int[] present = IntStream.range(0, n).filter(row -> !label.missing(row)).toArray();
    int[] rows = Arrays.stream(present).filter(wanted).toArray();
    Map<String, Integer> dropped = new LinkedHashMap<>();
    if (present.length < n) {
      dropped.put("without a label", n - present.length);
    }
    if (rows.length < present.length) {
      dropped.put(otherwise, present.length - rows.length);
    }
    return new LabelledRows(rows, dropped);
  }

  private static int[] codes(Column label) {
    return ((Column.Texts) label).codes();
  }
}
