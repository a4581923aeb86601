package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.menagerie.core.InvalidInputException;

/** The classes of a label column and how many rows each has. */
final class Classes {
  private static final int HEALTHY = 3; // one row for each part
  private static final int SHOWN = 6;

  private final Table table;
  private final ClassLabel label;
  private final int[] counts;

  Classes(Table table, ClassLabel label, int[] rows) {
    this.table = table;
    this.label = label;
    counts = new int[label.labels().size()];
    for (float code : label.encode(table, rows)) {
      counts[(int) code]++;
    }
  }

  /** The classes of the column in their natural order, or the wanted ones in theirs. */
  static ClassLabel find(Table table, LabelChoice choice, List<String> asked) {
    List<String> wanted =
        asked.stream().map(c -> ClassLabel.name(c, choice.numbers())).distinct().toList();
    if (wanted.size() == 1) {
      throw new InvalidInputException(
          "classes must name at least 2 classes, was "
              + Phrases.quote(String.join(",", asked))
              + ", which are one number");
    }
    Column.Texts cells = (Column.Texts) table.column(choice.column());
    Set<String> names = new LinkedHashSet<>();
    cells.dictionary().forEach(t -> names.add(ClassLabel.name(t, choice.numbers())));
    List<String> found = new ArrayList<>(names);
    found.sort(choice.numbers() ? byNumber() : Comparator.naturalOrder());
    for (String name : wanted) {
      if (!names.contains(name)) {
        throw new InvalidInputException(
            "class "
                + Phrases.quote(name)
                + " is not in column "
                + choice.column()
                + " of "
                + table.name()
                + Nearest.hint(name, found));
      }
    }
    if (found.size() < 2) {
      throw new InvalidInputException(
          table.name()
              + ", column "
              + choice.column()
              + ": every label is "
              + Phrases.quote(found.get(0))
              + "; at least 2 classes are needed");
    }
    return new ClassLabel(
        choice.column(), choice.numbers(), !wanted.isEmpty(), wanted.isEmpty() ? found : wanted);
  }

  /** Refuses a label of which no two classes, or too few rows, can be learned. */
  void refuseUnlearnable() {
    long healthy = Arrays.stream(counts).filter(c -> c >= HEALTHY).count();
    int rows = Arrays.stream(counts).sum();
    int rare = Arrays.stream(counts).filter(c -> c < HEALTHY).sum();
    if (healthy < 2 || 2 * rare > rows) {
      throw new InvalidInputException(
          table.name()
              + ", column "
              + label.column()
              + ": "
              + Phrases.count(counts.length, "class", "classes")
              + " in "
              + Phrases.count(rows, "row", "rows")
              + "; at least 2 classes with "
              + HEALTHY
              + " rows each are needed"
              + (label.numbered() ? " (--set task=regression for numbers)" : "")
              + "; is another column the label?");
    }
  }

  /** What the report should say of rare classes. */
  List<String> notes() {
    List<String> rare = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] < HEALTHY) {
        rare.add(label.labels().get(c));
      }
    }
    return rare.isEmpty()
        ? List.of()
        : List.of(
            "fewer than "
                + HEALTHY
                + " rows, so used for training alone: "
                + Phrases.list(rare, SHOWN));
  }

  /** "3 classes (setosa 50, versicolor 50, virginica 50)". */
  String summary() {
    String number = Phrases.count(counts.length, "class", "classes");
    if (counts.length > SHOWN) {
      int low = Arrays.stream(counts).min().orElse(0);
      int high = Arrays.stream(counts).max().orElse(0);
      return number + " of " + low + " to " + high + " rows";
    }
    List<String> parts = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      parts.add(label.labels().get(c) + " " + counts[c]);
    }
    return number + " (" + String.join(", ", parts) + ")";
  }

  private static Comparator<String> byNumber() {
    // text among numbers (task=classification on a mixed column) comes last, by name
    return Comparator.comparingDouble((String s) -> Cells.number(s)).thenComparing(s -> s);
  }
}
