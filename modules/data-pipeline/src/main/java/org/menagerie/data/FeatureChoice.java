package org.menagerie.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.core.InvalidInputException;

/**
 * Which columns a network is to see.
 *
 * @param prose whether the one column is text to be read symbol by symbol
 * @param leftOut why the others are not used, by column
 */
record FeatureChoice(List<ColumnProfile> columns, boolean prose, Map<String, String> leftOut) {
  private static final double RARELY = 0.01;
  private static final int LONG_TEXT = 20;

  static FeatureChoice of(Inspection table, DataOptions options, String label) {
    Map<String, String> leftOut = new LinkedHashMap<>();
    for (String name : options.dropList()) {
      if (table.column(name, "drop").name().equals(label)) {
        throw new InvalidInputException("drop must not name the label column " + label);
      }
      leftOut.put(name, "as asked");
    }
    List<ColumnProfile> candidates = new ArrayList<>();
    for (ColumnProfile column : table.columns()) {
      if (!column.name().equals(label) && !leftOut.containsKey(column.name())) {
        String reason = reason(column);
        if (reason.isEmpty()) {
          candidates.add(column);
        } else {
          leftOut.put(column.name(), reason);
        }
      }
    }
    if (candidates.isEmpty()) {
      throw new InvalidInputException(
          table.file().name()
              + " has no usable column beside the label "
              + label
              + (leftOut.isEmpty() ? "" : " (left out: " + summary(leftOut) + ")"));
    }
    return chosen(table, candidates, leftOut);
  }

  /** "id (numbers the rows); a, b (one value)". */
  static String summary(Map<String, String> leftOut) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    leftOut.forEach((c, why) -> byReason.computeIfAbsent(why, w -> new ArrayList<>()).add(c));
    List<String> parts = new ArrayList<>();
    byReason.forEach((why, names) -> parts.add(Phrases.list(names, 5) + " (" + why + ")"));
    return String.join("; ", parts);
  }

  private static FeatureChoice chosen(
      Inspection table, List<ColumnProfile> candidates, Map<String, String> leftOut) {
    List<ColumnProfile> kept =
        new ArrayList<>(candidates.stream().filter(c -> !c.nearlyUnique()).toList());
    boolean prose =
        kept.isEmpty()
            || (candidates.size() == 1
                && kept.get(0).kind() == ColumnKind.TEXT
                && kept.get(0).meanLength() >= LONG_TEXT);
    if (kept.isEmpty()) {
      kept.add(
          candidates.stream()
              .max(Comparator.comparingDouble(ColumnProfile::meanLength))
              .orElseThrow());
    }
    for (ColumnProfile column : candidates) {
      if (!kept.contains(column)) {
        leftOut.put(column.name(), "nearly every value differs: names, keys or prose");
      }
    }
    kept.forEach(table::refuseStray);
    return new FeatureChoice(List.copyOf(kept), prose, leftOut);
  }

  private static String reason(ColumnProfile column) {
    if (column.present() == 0) {
      return "no values";
    }
    boolean telling = column.missing() > RARELY * (column.missing() + column.present());
    if (column.constant() && !telling) {
      return "one value only";
    }
    if (column.rowNumbers()) {
      return "numbers the rows";
    }
    return column.identifier() ? "an identifier" : "";
  }
}
