package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.menagerie.core.InvalidInputException;

/**
 * Events as they were read: each has a value and a moment; those of one sequence follow each other.
 *
 * @param sha256 of the file's bytes, in hexadecimal
 * @param unit what times count
 * @param times of all events, sequence after sequence
 * @param values of all events
 * @param stamps of all events, as they stand in the file
 * @param starts the event with which each sequence begins, and the number of events at the end
 * @param keys what tells the sequences apart; a single empty one where nothing does
 * @param notes what the user should know
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record EventLog(
    String name,
    String sha256,
    TimeAxis.Unit unit,
    double[] times,
    double[] values,
    List<String> stamps,
    int[] starts,
    List<String> keys,
    List<String> notes) {

  /** The columns that matter; {@code id} is empty where all events are one sequence. */
  record Columns(String id, String time, String value) {}

  /** Reads a table with a row for each event, in any order. */
  static EventLog read(TableFile file, Columns columns) {
    Inspection inspection = Inspection.of(file);
    Map<String, ColumnKind> kinds = new LinkedHashMap<>();
    if (!columns.id().isEmpty()) {
      kinds.put(inspection.column(columns.id(), "sequence-id").name(), ColumnKind.TEXT);
    }
    kinds.put(inspection.column(columns.time(), "time").name(), ColumnKind.TEXT);
    ColumnProfile value = inspection.column(columns.value(), "label");
    if (value.kind() != ColumnKind.NUMBER || kinds.containsKey(value.name())) {
      throw refused(file.name(), value.name(), "the values of events must be numbers");
    }
    inspection.refuseStray(value);
    kinds.put(value.name(), ColumnKind.NUMBER);
    return new Reader(file, Table.read(file, Table.schema(kinds)), columns).log();
  }

  /** Whether an event has one before it in its sequence; times between them are the gaps. */
  boolean follows(int event) {
    return event > 0 && Arrays.binarySearch(starts, event) < 0;
  }

  /** The logarithm of the time since the event before. */
  double logGap(int event) {
    return Math.log(times[event] - times[event - 1]);
  }

  int sequences() {
    return keys.size();
  }

  private static InvalidInputException refused(String file, String column, String why) {
    return new InvalidInputException(file + ", column " + column + ": " + why);
  }

  /** Sorts and checks. */
  private static final class Reader {
    private final TableFile file;
    private final Table table;
    private final Columns columns;
    private final Column.Texts stamps;
    private final double[] values;
    private final int[] codes; // of the sequence of each row
    private final List<String> notes;

    Reader(TableFile file, Table table, Columns columns) {
      this.file = file;
      this.table = table;
      this.columns = columns;
      stamps = (Column.Texts) table.column(columns.time());
      values = ((Column.Numbers) table.column(columns.value())).values();
      codes =
          columns.id().isEmpty()
              ? new int[table.rows()]
              : ((Column.Texts) table.column(columns.id())).codes();
      notes = new ArrayList<>(file.notes());
    }

    EventLog log() {
      int[] rows = complete();
      TimeAxis.Unit unit = unit();
      double[] positions = new double[table.rows()];
      for (int row : rows) {
        positions[row] = TimeAxis.position(unit, stamps.text(row));
      }
      int[] order = order(rows, positions);
      List<Integer> starts = new ArrayList<>();
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < order.length; i++) {
        if (i == 0 || codes[order[i]] != codes[order[i - 1]]) {
          starts.add(i);
          keys.add(key(order[i]));
        }
      }
      starts.add(order.length);
      return new EventLog(
          file.name(),
          file.sha256(),
          unit,
          Arrays.stream(order).mapToDouble(row -> positions[row]).toArray(),
          Arrays.stream(order).mapToDouble(row -> values[row]).toArray(),
          Arrays.stream(order).mapToObj(stamps::text).toList(),
          starts.stream().mapToInt(start -> start).toArray(),
          List.copyOf(keys),
          List.copyOf(notes));
    }

    private int[] complete() {
      int[] rows =
          IntStream.range(0, table.rows())
              .filter(row -> codes[row] >= 0 && !stamps.missing(row) && !Double.isNaN(values[row]))
              .toArray();
      if (rows.length < table.rows()) {
        notes.add(
            DataReport.rowsLeftOut("without time, value or sequence", table.rows() - rows.length));
      }
      if (rows.length == 0) {
        throw refused(file.name(), columns.value(), "no row has a value and a time");
      }
      return rows;
    }

    private TimeAxis.Unit unit() {
      TimeAxis.Unit unit = TimeAxis.unit(stamps.dictionary());
      if (unit == null) {
        throw refused(
            file.name(),
            columns.time(),
            "time stamps must be numbers, months (2024-01), dates (2024-01-31) or times"
                + " (2024-01-31T12:00:00), all alike");
      }
      // months alone would not tell days of a month apart
      return unit == TimeAxis.Unit.MONTH_OF_DAYS ? TimeAxis.Unit.DAY : unit;
    }

    private int[] order(int[] rows, double[] positions) {
      Integer[] order = Arrays.stream(rows).boxed().toArray(Integer[]::new);
      Arrays.sort(
          order,
          (a, b) -> {
            int first = Integer.compare(codes[a], codes[b]);
            return first != 0 ? first : Double.compare(positions[a], positions[b]);
          });
      boolean unsorted = false;
      for (int i = 1; i < order.length; i++) {
        boolean same = codes[order[i]] == codes[order[i - 1]];
        unsorted |= same && order[i] < order[i - 1];
        if (same && positions[order[i]] == positions[order[i - 1]]) {
          throw new InvalidInputException(
              String.format(
                  "%s line %d, column %s: the time stamp %s is there twice; there is no time until"
                      + " an event at the same moment",
                  file.name(),
                  table.lines()[order[i]],
                  columns.time(),
                  Phrases.quote(stamps.text(order[i]))));
        }
      }
      if (unsorted) {
        notes.add("events sorted by " + columns.time());
      }
      return Arrays.stream(order).mapToInt(row -> row).toArray();
    }

    private String key(int row) {
      return columns.id().isEmpty() ? "" : ((Column.Texts) table.column(columns.id())).text(row);
    }
  }
}
