package org.menagerie.data;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.core.InvalidInputException;

/**
 * Which column is to be predicted, and as what.
 *
 * @param classes whether its values are classes; numbers otherwise
 * @param numbers whether its cells are numbers (classes may be numbered)
 */
record LabelChoice(String column, boolean classes, boolean numbers, List<String> notes) {
  private static final int FEW = 20;
  private static final int MANY = 100;
  private static final int ENOUGH_ROWS = 10;

  static LabelChoice of(Inspection table, DataOptions options) {
    ColumnProfile label =
        options.label().isEmpty() ? last(table) : table.column(options.label(), "label");
    if (label.present() == 0) {
      throw new InvalidInputException(
          table.file().name() + ", column " + label.name() + ": no row has a label");
    }
    boolean numbers = label.kind() == ColumnKind.NUMBER;
    boolean asked = options.task().equals("classification") || !options.classes().isBlank();
    if (numbers && !asked) {
      table.refuseStray(label);
    }
    if (options.task().equals("regression")) {
      return regression(table, label);
    }
    boolean classes = asked || !numbers || looksLikeClasses(label);
    boolean guessed = numbers && classes && !asked;
    return new LabelChoice(
        label.name(), classes, numbers, guessed ? List.of(guess(label)) : List.of());
  }

  /** How the label's cells are read. */
  ColumnKind kind() {
    if (!classes) {
      return ColumnKind.NUMBER;
    }
    return numbers ? ColumnKind.TEXT : ColumnKind.CLASSES;
  }

  private static LabelChoice regression(Inspection table, ColumnProfile label) {
    if (label.kind() != ColumnKind.NUMBER) {
      throw new InvalidInputException(
          table.file().name()
              + ", column "
              + label.name()
              + ": task=regression needs numbers, found "
              + label.firstText());
    }
    return new LabelChoice(label.name(), false, true, List.of());
  }

  // the last column, but for an empty one that a delimiter at the end of each line makes
  private static ColumnProfile last(Inspection table) {
    List<ColumnProfile> columns = table.columns();
    ColumnProfile last = columns.get(columns.size() - 1);
    boolean trailing = table.file().unnamed().contains(columns.size() - 1) && last.present() == 0;
    return trailing && columns.size() > 1 ? columns.get(columns.size() - 2) : last;
  }

  private static boolean looksLikeClasses(ColumnProfile label) {
    if (!label.whole() || !label.tracksAll()) {
      return false;
    }
    Map<String, Integer> counts = byValue(label);
    return counts.size() <= FEW
        || (counts.size() <= MANY && Collections.min(counts.values()) >= ENOUGH_ROWS);
  }

  // 1 and 1.0 are one value
  private static Map<String, Integer> byValue(ColumnProfile label) {
    Map<String, Integer> counts = new HashMap<>();
    label.distinct().forEach((cell, n) -> counts.merge(Cells.canonical(cell), n[0], Integer::sum));
    return counts;
  }

  private static String guess(ColumnProfile label) {
    return "label "
        + label.name()
        + ": "
        + Phrases.count(byValue(label).size(), "whole number", "whole numbers")
        + " read as classes; --set task=regression for numbers";
  }
}
