package org.menagerie.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.core.InvalidInputException;

/**
 * Which columns a network is to see.
 *
 * @param reading what they are read as
 * @param leftOut why the others are not used, by column
 */
record FeatureChoice(List<ColumnProfile> columns, Reading reading, Map<String, String> leftOut) {
  private static final double RARELY = 0.01;
  private static final int SENTENCE = 20; // characters, on average
  private static final int PROSE = 100; // characters, on average
  private static final int FEW_OTHERS = 3;

  /** What the columns are read as. */
  enum Reading {
    /** Numbers and categories side by side. */
    FLAT,
    /** The one column is a text. */
    TEXT,
    /** The columns, one letter each, are a text. */
    SYMBOLS
  }

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
    FeatureChoice choice = chosen(candidates, leftOut, TextFeatures.Wish.of(options).isAny());
    choice.columns.forEach(table::refuseStray);
    return choice;
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
      List<ColumnProfile> candidates, Map<String, String> leftOut, boolean textWanted) {
    List<ColumnProfile> kept = candidates.stream().filter(c -> !c.nearlyUnique()).toList();
    Optional<ColumnProfile> text = text(candidates, kept, textWanted);
    List<ColumnProfile> used = text.map(List::of).orElse(kept);
    for (ColumnProfile column : candidates) {
      if (!used.contains(column)) {
        leftOut.put(
            column.name(),
            kept.contains(column)
                ? "only the text " + text.orElseThrow().name() + " is read"
                : "nearly every value differs: names, keys or prose"
                    + (column.meanLength() >= SENTENCE ? ", which --set tokens=words reads" : ""));
      }
    }
    if (text.isPresent()) {
      return new FeatureChoice(used, Reading.TEXT, leftOut);
    }
    Reading reading = SymbolColumns.fits(used) ? Reading.SYMBOLS : Reading.FLAT;
    return new FeatureChoice(used, reading, leftOut);
  }

  /**
   * The text that the data is about: the longest, where nothing else can be used, where it is prose
   * beside a few columns, or where texts are asked for.
   */
  private static Optional<ColumnProfile> text(
      List<ColumnProfile> candidates, List<ColumnProfile> kept, boolean wanted) {
    Optional<ColumnProfile> longest =
        candidates.stream()
            .filter(c -> c.kind() == ColumnKind.TEXT)
            .max(Comparator.comparingDouble(ColumnProfile::meanLength));
    return longest.filter(
        text ->
            wanted
                || kept.isEmpty()
                || (candidates.size() == 1 && text.meanLength() >= SENTENCE)
                || (text.nearlyUnique()
                    && text.meanLength() >= PROSE
                    && kept.size() <= FEW_OTHERS));
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
