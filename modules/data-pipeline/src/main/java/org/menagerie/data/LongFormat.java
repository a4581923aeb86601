package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.core.InvalidInputException;

/**
 * A table with a row for each step and a column that tells the sequences apart.
 *
 * @param id that column
 * @param time column of time stamps; empty where steps are in the file's order
 * @param columns numbers and categories of a step
 * @param perStep whether the label differs from step to step
 */
record LongFormat(String id, String time, Map<String, ColumnKind> columns, boolean perStep)
    implements SequenceFormat {
  private static final double GAP = 1.5; // usual distances; months differ by less

  LongFormat {
    columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  @Override
  public Sequences read(String data, Optional<LabelEncoder> label) {
    TableFile file = Datasets.locate(data, List.of(id));
    Map<String, ColumnKind> kinds = new LinkedHashMap<>(columns);
    kinds.put(id, ColumnKind.TEXT);
    if (!time.isEmpty()) {
      kinds.put(time, ColumnKind.TEXT);
    }
    label.ifPresent(l -> kinds.put(l.column(), l.kind()));
    for (String column : kinds.keySet()) {
      if (!file.header().contains(column)) {
        throw new InvalidInputException(
            "the model's column "
                + Phrases.quote(column)
                + " is not in "
                + file.name()
                + ", which has "
                + Phrases.list(file.header(), 12));
      }
    }
    Table table = Table.read(file, Table.schema(kinds));
    return sequences(file, table, label.map(LabelEncoder::column));
  }

  /** The rows of a table as sequences, in the order in which they first appear. */
  Sequences sequences(TableFile file, Table table, Optional<String> label) {
    Column.Texts ids = (Column.Texts) table.column(id);
    List<String> notes = new ArrayList<>(file.notes());
    int[] rows = IntStream.range(0, table.rows()).filter(row -> !ids.missing(row)).toArray();
    if (rows.length < table.rows()) {
      notes.add(DataReport.rowsLeftOut("without " + id, table.rows() - rows.length));
    }
    if (rows.length == 0) {
      throw new InvalidInputException(file.name() + ", column " + id + ": no row has a value");
    }
    int[] sorted = sorted(table, ids, rows, notes);
    List<Integer> starts = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || ids.codes()[sorted[i]] != ids.codes()[sorted[i - 1]]) {
        starts.add(i);
        keys.add(ids.text(sorted[i]));
      }
    }
    starts.add(sorted.length);
    int[] from = starts.stream().mapToInt(i -> i).toArray();
    Table steps = chosen(table, List.copyOf(columns.keySet()), sorted);
    Optional<Table> labels =
        label.map(
            column ->
                perStep
                    ? chosen(table, List.of(column), sorted)
                    : ofSequences(chosen(table, List.of(column), sorted), from, keys));
    return new Sequences(
        file.name(),
        file.sha256(),
        steps,
        from,
        labels,
        Optional.of(new EncodedFile.Key(id, keys)),
        List.copyOf(notes));
  }

  private int[] sorted(Table table, Column.Texts ids, int[] rows, List<String> notes) {
    double[] positions = time.isEmpty() ? new double[table.rows()] : positions(table, rows);
    Integer[] order = Arrays.stream(rows).boxed().toArray(Integer[]::new);
    Arrays.sort(
        order,
        (a, b) -> {
          int first = Integer.compare(ids.codes()[a], ids.codes()[b]);
          return first != 0 ? first : Double.compare(positions[a], positions[b]);
        });
    int unsorted = 0;
    for (int i = 1; i < order.length; i++) {
      boolean same = ids.codes()[order[i]] == ids.codes()[order[i - 1]];
      unsorted += same && order[i] < order[i - 1] ? 1 : 0;
      if (same && !time.isEmpty() && positions[order[i]] == positions[order[i - 1]]) {
        throw new InvalidInputException(
            String.format(
                "%s line %d: %s %s has the time stamp %s twice",
                table.name(),
                table.lines()[order[i]],
                id,
                Phrases.quote(ids.text(order[i])),
                Phrases.quote(((Column.Texts) table.column(time)).text(order[i]))));
      }
    }
    if (unsorted > 0) {
      notes.add("steps sorted by " + time);
    }
    if (!time.isEmpty()) {
      gaps(ids, order, positions).ifPresent(notes::add);
    }
    return Arrays.stream(order).mapToInt(i -> i).toArray();
  }

  // steps are read one after the other, however far apart they are
  private Optional<String> gaps(Column.Texts ids, Integer[] order, double[] positions) {
    double[] distances =
        IntStream.range(1, order.length)
            .filter(i -> ids.codes()[order[i]] == ids.codes()[order[i - 1]])
            .mapToDouble(i -> positions[order[i]] - positions[order[i - 1]])
            .sorted()
            .toArray();
    double usual = distances.length == 0 ? 0 : distances[distances.length / 2];
    long gaps = Arrays.stream(distances).filter(d -> d > GAP * usual).count();
    return gaps == 0
        ? Optional.empty()
        : Optional.of(
            Phrases.count(gaps, "gap", "gaps")
                + " in "
                + time
                + ": steps further apart than usual, read as if they were not");
  }

  private double[] positions(Table table, int[] rows) {
    Column.Texts stamps = (Column.Texts) table.column(time);
    for (int row : rows) {
      if (stamps.missing(row)) {
        throw new InvalidInputException(
            table.name()
                + " line "
                + table.lines()[row]
                + ", column "
                + time
                + ": a time stamp is missing");
      }
    }
    TimeAxis.Unit unit = TimeAxis.unit(stamps.dictionary());
    if (unit == null) {
      throw new InvalidInputException(
          table.name()
              + ", column "
              + time
              + ": time stamps must be numbers, months (2024-01), dates (2024-01-31) or times"
              + " (2024-01-31T12:00:00), all alike");
    }
    double[] positions = new double[table.rows()];
    // months alone would not tell days of a month apart
    TimeAxis.Unit exact = unit == TimeAxis.Unit.MONTH_OF_DAYS ? TimeAxis.Unit.DAY : unit;
    for (int row : rows) {
      positions[row] = TimeAxis.position(exact, stamps.text(row));
    }
    return positions;
  }

  // some columns, with rows in another order
  private static Table chosen(Table table, List<String> names, int[] rows) {
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      Column column = table.column(name);
      columns.add(
          column instanceof Column.Numbers numbers
              ? new Column.Numbers(
                  name, Arrays.stream(rows).mapToDouble(r -> numbers.values()[r]).toArray())
              : texts((Column.Texts) column, rows));
    }
    int[] lines = Arrays.stream(rows).map(r -> table.lines()[r]).toArray();
    return new Table(table.name(), List.copyOf(columns), lines);
  }

  private static Column texts(Column.Texts column, int[] rows) {
    return new Column.Texts(
        column.name(),
        column.dictionary(),
        Arrays.stream(rows).map(r -> column.codes()[r]).toArray());
  }

  // the label of each sequence: that of its steps, which is the same for all that have one
  private Table ofSequences(Table labels, int[] starts, List<String> keys) {
    Column column = labels.columns().get(0);
    int[] rows = new int[keys.size()];
    for (int s = 0; s < rows.length; s++) {
      rows[s] = starts[s];
      for (int row = starts[s]; row < starts[s + 1]; row++) {
        boolean first = column.missing(rows[s]);
        if (!column.missing(row) && !first && differ(column, row, rows[s])) {
          throw new InvalidInputException(
              String.format(
                  "%s line %d: %s %s has several labels in column %s",
                  labels.name(),
                  labels.lines()[row],
                  id,
                  Phrases.quote(keys.get(s)),
                  column.name()));
        }
        rows[s] = first ? row : rows[s];
      }
    }
    return chosen(labels, List.of(column.name()), rows);
  }

  /** Whether two rows hold different values. */
  static boolean differ(Column column, int a, int b) {
    return column instanceof Column.Numbers numbers
        ? numbers.values()[a] != numbers.values()[b]
        : ((Column.Texts) column).codes()[a] != ((Column.Texts) column).codes()[b];
  }
}
