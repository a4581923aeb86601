package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.core.InvalidInputException;

/** Labels of sequences: found, checked and put into words. */
final class SequenceReport {
  private static final int FEWEST = 5;
  private static final int SHOWN = 6;

  private SequenceReport() {}

  /** Whether the label column's texts are numbers, so that 1 and 1.0 are one class. */
  static boolean numbered(Table labels, String column) {
    Column.Texts texts = (Column.Texts) labels.column(column);
    return texts.dictionary().stream().noneMatch(t -> Double.isNaN(Cells.number(t)));
  }

  /** The sequences or steps that can be learned from; refuses too few of them. */
  static LabelledRows labelled(Table labels, String column, Optional<ClassLabel> classes) {
    LabelledRows rows =
        classes.isPresent()
            ? classes.get().labelled(labels)
            : LabelledRows.of(labels.column(column), row -> true, "");
    if (rows.rows().length == 0) {
      throw new InvalidInputException(labels.name() + ": no series has a label");
    }
    return rows;
  }

  /** What is predicted, in a few words; refuses labels of which nothing can be learned. */
  static String target(
      Table labels, String column, int[] rows, Optional<ClassLabel> classes, List<String> notes) {
    if (classes.isPresent()) {
      Classes counted = new Classes(labels, classes.get(), rows);
      counted.refuseUnlearnable();
      notes.addAll(counted.notes());
      return classes(classes.get(), labels, rows);
    }
    double[] values = ((Column.Numbers) labels.column(column)).values();
    double low = Arrays.stream(rows).mapToDouble(r -> values[r]).min().orElse(0);
    double high = Arrays.stream(rows).mapToDouble(r -> values[r]).max().orElse(0);
    if (rows.length < FEWEST || low == high) {
      throw new InvalidInputException(
          labels.name()
              + ": "
              + Phrases.count(rows.length, "series", "series")
              + " with numbers from "
              + low
              + " to "
              + high
              + "; at least "
              + FEWEST
              + " with numbers that differ are needed");
    }
    return "numbers from " + low + " to " + high;
  }

  private static String classes(ClassLabel label, Table labels, int[] rows) {
    int[] counts = new int[label.labels().size()];
    for (float code : label.encode(labels, rows)) {
      counts[(int) code]++;
    }
    if (counts.length > SHOWN) {
      return counts.length
          + " classes of "
          + Arrays.stream(counts).min().orElse(0)
          + " to "
          + Arrays.stream(counts).max().orElse(0);
    }
    List<String> parts = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      parts.add(label.labels().get(c) + " " + counts[c]);
    }
    return counts.length + " classes (" + String.join(", ", parts) + ")";
  }

  /** The report of a data set of sequences. */
  static DataReport of(
      String name,
      SequenceDataset.Part main,
      int steps,
      Map<String, Integer> dropped,
      String target,
      List<String> notes) {
    Sequences read = main.sequences();
    List<String> all = new ArrayList<>(read.notes());
    missing(read.steps()).ifPresent(all::add);
    SequenceEncoder.longer(read, steps).ifPresent(all::add);
    dropped.forEach((why, n) -> all.add(SequenceEncoder.left(why, n)));
    all.addAll(notes);
    String dimensions = Phrases.count(read.steps().columns().size(), "dimension", "dimensions");
    int known = main.labelled().length;
    String left = known < read.size() ? String.format(", %,d with a label", known) : "";
    return new DataReport(
        name,
        read.name(),
        read.size(),
        main.labelled().length,
        Map.of(),
        List.of(),
        read.summary() + left + ", " + dimensions + " -> " + target,
        List.copyOf(all));
  }

  private static Optional<String> missing(Table steps) {
    List<String> columns = new ArrayList<>();
    for (Column column : steps.columns()) {
      long gaps = IntStream.range(0, steps.rows()).filter(column::missing).count();
      if (gaps > 0) {
        columns.add(String.format("%s %,d", column.name(), gaps));
      }
    }
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                "values missing at some of the %,d steps: %s",
                steps.rows(), Phrases.list(columns, 8)));
  }

  /** Steps that are read: the longest sequence's, or fewer where asked. */
  static int steps(DataOptions options, Sequences main, Optional<Sequences> test) {
    int longest = Math.max(main.longest(), test.map(Sequences::longest).orElse(0));
    int asked = options.maxLength().isEmpty() ? longest : options.count("max-length", 1);
    return Math.min(longest, asked);
  }
}
