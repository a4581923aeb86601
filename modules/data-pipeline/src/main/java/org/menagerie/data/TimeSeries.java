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
 * Numbers at equally spaced moments.
 *
 * @param sha256 of the file's bytes, in hexadecimal
 * @param time column of time stamps; empty where rows are counted
 * @param columns names of the series
 * @param values of each series, in time; what is missing is filled in
 * @param missing whether a value is filled in
 * @param axis how stamps go on
 * @param stamps of each moment; 1, 2, 3 where the file has none
 * @param notes what the user should know
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record TimeSeries(
    String name,
    String sha256,
    String time,
    List<String> columns,
    double[][] values,
    boolean[][] missing,
    TimeAxis axis,
    List<String> stamps,
    List<String> notes) {

  int length() {
    return stamps.size();
  }

  /**
   * Reads a table whose rows are moments; where no column of time stamps is named, the only column
   * of dates that is no series is taken, if it can be.
   *
   * @param time column of time stamps, or empty
   * @param columns the series; all columns of numbers where empty
   */
  static TimeSeries open(TableFile file, String time, List<String> columns) {
    Optional<String> found =
        time.isEmpty() ? stampColumn(Inspection.of(file), columns) : Optional.empty();
    if (found.isEmpty()) {
      return read(file, time, columns);
    }
    try {
      return read(file, found.get(), columns)
          .noted(found.get() + " is taken as the time of each row, as with --time");
    } catch (InvalidInputException e) {
      return read(file, "", columns)
          .noted("rows are read in their order, as times cannot be used: " + e.getMessage());
    }
  }

  /**
   * Reads a table whose rows are moments.
   *
   * @param time column of time stamps; empty where rows are counted
   * @param columns the series; all columns of numbers where empty
   */
  static TimeSeries read(TableFile file, String time, List<String> columns) {
    Inspection inspection = Inspection.of(file);
    Map<String, ColumnKind> kinds = new LinkedHashMap<>();
    if (!time.isEmpty()) {
      kinds.put(inspection.column(time, "time").name(), ColumnKind.TEXT);
    }
    List<String> chosen = columns.isEmpty() ? numbers(inspection, time) : columns;
    for (String name : chosen) {
      ColumnProfile column = inspection.column(name, "label");
      if (column.kind() != ColumnKind.NUMBER || name.equals(time)) {
        throw new InvalidInputException(
            file.name() + ", column " + name + ": a series of numbers is needed");
      }
      inspection.refuseStray(column);
      kinds.put(name, ColumnKind.NUMBER);
    }
    List<String> notes = new ArrayList<>(file.notes());
    if (columns.isEmpty()) {
      notes.addAll(leftOut(inspection, time));
    }
    Table table = Table.read(file, Table.schema(kinds));
    double[][] values =
        chosen.stream()
            .map(name -> ((Column.Numbers) table.column(name)).values())
            .toArray(double[][]::new);
    if (!time.isEmpty()) {
      return stamped(file, StampedRows.of(file, table, time), chosen, values, notes);
    }
    List<String> stamps =
        IntStream.rangeClosed(1, table.rows()).mapToObj(Integer::toString).toList();
    return of(file, "", chosen, values, TimeAxis.counted(), stamps, notes);
  }

  private static TimeSeries stamped(
      TableFile file,
      StampedRows rows,
      List<String> columns,
      double[][] values,
      List<String> notes) {
    notes.addAll(rows.notes());
    double[][] spread = Arrays.stream(values).map(rows::spread).toArray(double[][]::new);
    return of(file, rows.time(), columns, spread, rows.axis(), rows.stamps(), notes);
  }

  // months are text to an inspection, so cells must be read
  private static Optional<String> stampColumn(Inspection inspection, List<String> series) {
    List<String> unused =
        inspection.columns().stream()
            .filter(c -> c.kind() != ColumnKind.NUMBER && !series.contains(c.name()))
            .map(ColumnProfile::name)
            .toList();
    if (unused.isEmpty()) {
      return Optional.empty();
    }
    Map<String, ColumnKind> kinds = new LinkedHashMap<>();
    unused.forEach(name -> kinds.put(name, ColumnKind.TEXT));
    Table table = Table.read(inspection.file(), Table.schema(kinds));
    List<String> times =
        unused.stream()
            .filter(name -> TimeAxis.dates(((Column.Texts) table.column(name)).dictionary()))
            .toList();
    return times.size() == 1 ? Optional.of(times.get(0)) : Optional.empty();
  }

  /** "species left out: not numbers", where columns are neither series nor the time. */
  private static List<String> leftOut(Inspection inspection, String time) {
    List<String> names =
        inspection.columns().stream()
            .filter(c -> c.kind() != ColumnKind.NUMBER && !c.name().equals(time))
            .map(ColumnProfile::name)
            .toList();
    return names.isEmpty()
        ? List.of()
        : List.of(Phrases.names(names, 4) + " left out: not numbers");
  }

  private static List<String> numbers(Inspection inspection, String time) {
    List<String> found =
        inspection.columns().stream()
            .filter(c -> c.kind() == ColumnKind.NUMBER && !c.name().equals(time))
            .map(ColumnProfile::name)
            .toList();
    if (found.isEmpty()) {
      throw new InvalidInputException(inspection.file().name() + " has no column of numbers");
    }
    return found;
  }

  private static TimeSeries of(
      TableFile file,
      String time,
      List<String> columns,
      double[][] values,
      TimeAxis axis,
      List<String> stamps,
      List<String> notes) {
    boolean[][] missing = new boolean[values.length][stamps.size()];
    for (int s = 0; s < values.length; s++) {
      for (int t = 0; t < missing[s].length; t++) {
        missing[s][t] = Double.isNaN(values[s][t]);
      }
      if (Gaps.carry(values[s], 1) == values[s].length) {
        throw new InvalidInputException(
            file.name() + ", column " + columns.get(s) + ": no values at all");
      }
    }
    return new TimeSeries(
        file.name(),
        file.sha256(),
        time,
        List.copyOf(columns),
        values,
        missing,
        axis,
        List.copyOf(stamps),
        List.copyOf(notes));
  }

  /**
   * The same with what is missing taken as the value a season before it, which a seasonal forecast
   * looks back on; without a season as the one before it. Nothing is made up from what came later.
   *
   * @param seasons of each series; 1: none
   */
  TimeSeries filled(int[] seasons) {
    double[][] whole = new double[values.length][];
    List<String> gaps = new ArrayList<>();
    for (int s = 0; s < whole.length; s++) {
      whole[s] = raw(s);
      int count = Gaps.carry(whole[s], seasons[s]);
      if (count > 0) {
        gaps.add(String.format("%s %,d", columns.get(s), count));
      }
    }
    TimeSeries filled =
        new TimeSeries(name, sha256, time, columns, whole, missing, axis, stamps, notes);
    return gaps.isEmpty()
        ? filled
        : filled.noted(
            String.format(
                "values missing at some of the %,d steps, filled with the one a season (without:"
                    + " a step) before: %s",
                length(), Phrases.list(gaps, 8)));
  }

  private double[] raw(int series) {
    double[] raw = values[series].clone();
    for (int t = 0; t < raw.length; t++) {
      raw[t] = missing[series][t] ? Double.NaN : raw[t];
    }
    return raw;
  }

  /** Refuses series of which nothing can be learned. */
  void refuseConstant(int before) {
    for (int s = 0; s < values.length; s++) {
      double first = values[s][0];
      if (Arrays.stream(values[s], 0, before).allMatch(v -> v == first)) {
        throw new InvalidInputException(
            name + ", column " + columns.get(s) + ": every value to learn from is " + first);
      }
    }
  }

  /** The same with a note before the others. */
  TimeSeries noted(String note) {
    List<String> all = new ArrayList<>(List.of(note)); // first, as reports show but a few
    all.addAll(notes);
    return new TimeSeries(
        name, sha256, time, columns, values, missing, axis, stamps, List.copyOf(all));
  }

  /** Refuses series of which a part that is scored has no value. */
  void refuseUnknown(int from, int to, String part) {
    for (int s = 0; s < missing.length; s++) {
      boolean[] gaps = missing[s];
      if (IntStream.range(from, to).allMatch(t -> gaps[t])) {
        throw new InvalidInputException(
            String.format(
                "%s, column %s: the %s part, %s to %s, has no values",
                name, columns.get(s), part, stamps.get(from), stamps.get(to - 1)));
      }
    }
  }
}
