package org.menagerie.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.menagerie.core.InvalidInputException;

/** Opens tables with a row for each step of a sequence. */
final class LongDataset {
  private final DataOptions options;
  private final Inspection inspection;
  private final LabelChoice label;

  private LongDataset(TableFile file, DataOptions options) {
    this.options = options;
    inspection = Inspection.of(file);
    label = LabelChoice.of(inspection, options);
  }

  static Dataset open(String name, TableFile file, DataOptions options) {
    if (!options.horizon().isEmpty()) {
      throw new InvalidInputException(
          String.format(
              "horizon %s and sequence-id %s exclude each other: leave out horizon to label"
                  + " sequences, or sequence-id to forecast the columns of one series",
              options.horizon(), options.sequenceId()));
    }
    options.refuseUnused("sequences in a table", Set.of("sequence-id", "time", "max-length"));
    return new LongDataset(file, options).dataset(name);
  }

  private Dataset dataset(String name) {
    TableFile file = inspection.file();
    String id = inspection.column(options.sequenceId(), "sequence-id").name();
    String time = options.time().isEmpty() ? "" : inspection.column(options.time(), "time").name();
    if (label.column().equals(id) || label.column().equals(time)) {
      throw new InvalidInputException(
          "label must name another column than sequence-id and time, was " + label.column());
    }
    List<String> notes = new ArrayList<>(label.notes());
    Map<String, ColumnKind> features = features(id, time, notes);
    Map<String, ColumnKind> all = new LinkedHashMap<>(features);
    all.put(id, ColumnKind.TEXT);
    if (!time.isEmpty()) {
      all.put(time, ColumnKind.TEXT);
    }
    all.put(label.column(), label.kind());
    Table table = Table.read(file, Table.schema(all));
    boolean perStep = varies(table, id);
    if (perStep && !label.classes()) {
      throw new InvalidInputException(
          file.name()
              + ", column "
              + label.column()
              + ": numbers that differ within a sequence; a label for every step must be a class"
              + " (task=classification), and forecasts are made with --horizon");
    }
    LongFormat format = new LongFormat(id, time, features, perStep);
    Sequences main = format.sequences(file, table, Optional.of(label.column()));
    Optional<ClassLabel> classes =
        label.classes()
            ? Optional.of(Classes.find(main.labels().orElseThrow(), label, options.classList()))
            : Optional.empty();
    if (perStep && !options.classes().isBlank()) {
      throw new InvalidInputException("classes is not for labels of every step");
    }
    return dataset(name, format, main, classes, notes);
  }

  private Dataset dataset(
      String name,
      LongFormat format,
      Sequences main,
      Optional<ClassLabel> classes,
      List<String> notes) {
    Table labels = main.labels().orElseThrow();
    LabelledRows rows = SequenceReport.labelled(labels, label.column(), classes);
    String target = SequenceReport.target(labels, label.column(), rows.rows(), classes, notes);
    Optional<SequenceDataset.Part> test =
        options.test().isEmpty() ? Optional.empty() : Optional.of(test(format, classes));
    LabelledRows known = format.perStep() ? SequenceEncoder.withSteps(main, rows) : rows;
    SequenceDataset.Part part = new SequenceDataset.Part(main, known.rows());
    test.ifPresent(
        t ->
            notes.add(
                "test part: "
                    + Phrases.count(t.labelled().length, "series", "series")
                    + " of "
                    + t.sequences().name()));
    SequenceDataset.Layout layout =
        new SequenceDataset.Layout(
            format,
            SequenceReport.steps(options, main, test.map(SequenceDataset.Part::sequences)),
            label.column(),
            classes,
            format.perStep());
    DataReport report =
        SequenceReport.of(
            name,
            part,
            layout.steps(),
            known.dropped(),
            target + (format.perStep() ? " for every step" : ""),
            notes);
    return new SequenceDataset(options, report, layout, part, test);
  }

  private SequenceDataset.Part test(LongFormat format, Optional<ClassLabel> classes) {
    // of a number, only column and kind matter here
    LabelEncoder reader =
        classes.<LabelEncoder>map(c -> c).orElseGet(() -> new NumberLabel(label.column(), 0, 1, 1));
    Sequences read = format.read(options.test(), Optional.of(reader));
    LabelledRows rows =
        SequenceReport.labelled(read.labels().orElseThrow(), label.column(), classes);
    LabelledRows known = format.perStep() ? SequenceEncoder.withSteps(read, rows) : rows;
    return new SequenceDataset.Part(read, known.rows());
  }

  private Map<String, ColumnKind> features(String id, String time, List<String> notes) {
    Map<String, ColumnKind> kinds = new LinkedHashMap<>();
    List<String> drop = options.dropList();
    drop.forEach(column -> inspection.column(column, "drop"));
    for (ColumnProfile column : inspection.columns()) {
      String name = column.name();
      boolean used = !name.equals(id) && !name.equals(time) && !name.equals(label.column());
      if (!used || drop.contains(name)) {
        continue;
      }
      boolean telling = column.present() > 0 && !column.constant();
      boolean many = column.kind() == ColumnKind.TEXT && column.nearlyUnique();
      if (telling && !many) {
        inspection.refuseStray(column);
        kinds.put(name, column.kind());
      } else {
        notes.add("column " + name + " left out: " + (many ? "names, keys or prose" : "one value"));
      }
    }
    if (kinds.isEmpty()) {
      throw new InvalidInputException(
          inspection.file().name()
              + " has no usable column beside "
              + id
              + (time.isEmpty() ? "" : ", " + time)
              + " and the label "
              + label.column());
    }
    return kinds;
  }

  private boolean varies(Table table, String id) {
    Column.Texts ids = (Column.Texts) table.column(id);
    Column labels = table.column(label.column());
    int[] first = new int[ids.dictionary().size()];
    java.util.Arrays.fill(first, -1);
    for (int row = 0; row < table.rows(); row++) {
      if (ids.missing(row) || labels.missing(row)) {
        continue;
      }
      int code = ids.codes()[row];
      if (first[code] >= 0 && LongFormat.differ(labels, row, first[code])) {
        return true;
      }
      first[code] = first[code] < 0 ? row : first[code];
    }
    return false;
  }
}
