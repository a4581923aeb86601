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
 * @param columns names of the series
 * @param values of each series, in time
 * @param axis how stamps go on
 * @param stamps of each moment; 1, 2, 3 where the file has none
 * @param notes what the user should know
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record TimeSeries(
    String name,
    String sha256,
    List<String> columns,
    double[][] values,
    TimeAxis axis,
    List<String> stamps,
    List<String> notes) {
  private static final double MOST_GAPS = 0.1; // share of moments that may be made up
  private static final int MOST_MOMENTS = 1 << 30;

  int length() {
    return stamps.size();
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
    Table table = Table.read(file, Table.schema(kinds));
    List<String> notes = new ArrayList<>(file.notes());
    double[][] values = new double[chosen.size()][];
    for (int s = 0; s < values.length; s++) {
      values[s] = ((Column.Numbers) table.column(chosen.get(s))).values();
    }
    return time.isEmpty()
        ? counted(file, chosen, values, notes)
        : stamped(file, table, time, chosen, values, notes);
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

  private static TimeSeries counted(
      TableFile file, List<String> columns, double[][] values, List<String> notes) {
    List<String> stamps =
        IntStream.rangeClosed(1, values[0].length).mapToObj(Integer::toString).toList();
    return filled(file, columns, values, TimeAxis.counted(), stamps, notes);
  }

  private static TimeSeries stamped(
      TableFile file,
      Table table,
      String time,
      List<String> columns,
      double[][] values,
      List<String> notes) {
    Column.Texts texts = (Column.Texts) table.column(time);
    List<String> stamps = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      if (texts.missing(row)) {
        throw refused(file, table.lines()[row], time, "a time stamp is missing");
      }
      stamps.add(texts.text(row));
    }
    TimeAxis.Unit unit = TimeAxis.unit(stamps);
    if (unit == null) {
      throw new InvalidInputException(
          file.name()
              + ", column "
              + time
              + ": time stamps must be numbers, months (2024-01), dates (2024-01-31) or times"
              + " (2024-01-31T12:00:00), all alike");
    }
    double[] positions = stamps.stream().mapToDouble(s -> TimeAxis.position(unit, s)).toArray();
    Integer[] order = IntStream.range(0, positions.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(positions[a], positions[b]));
    if (!IntStream.range(0, order.length).allMatch(i -> order[i] == i)) {
      notes.add("rows sorted by " + time);
    }
    for (int i = 1; i < order.length; i++) {
      if (positions[order[i]] == positions[order[i - 1]]) {
        throw refused(
            file,
            table.lines()[order[i]],
            time,
            "the time stamp " + Phrases.quote(stamps.get(order[i])) + " is there twice");
      }
    }
    double[] sorted = Arrays.stream(order).mapToDouble(i -> positions[i]).toArray();
    TimeAxis axis = sorted.length > 1 ? TimeAxis.of(unit, sorted) : new TimeAxis(unit, 1);
    int[] places = places(file, time, axis, sorted, stamps, order);
    int length = places[places.length - 1] + 1;
    if (length > order.length) {
      notes.add(
          Phrases.count(length - order.length, "gap", "gaps")
              + " in "
              + time
              + " filled with the value before");
    }
    return filled(
        file,
        columns,
        spread(values, order, places, length),
        axis,
        spread(stamps, order, places, length, axis),
        notes);
  }

  // the step that each row stands for; 0, 1, 2 without gaps
  private static int[] places(
      TableFile file,
      String time,
      TimeAxis axis,
      double[] sorted,
      List<String> stamps,
      Integer[] order) {
    int[] places = new int[sorted.length];
    for (int i = 1; i < sorted.length; i++) {
      double steps = axis.steps(sorted[i - 1], sorted[i]);
      if (Double.isNaN(steps) || steps < 1) {
        throw new InvalidInputException(
            file.name()
                + ", column "
                + time
                + ": "
                + Phrases.quote(stamps.get(order[i - 1]))
                + " and "
                + Phrases.quote(stamps.get(order[i]))
                + " are not equally spaced like the others");
      }
      places[i] = (int) Math.min(MOST_MOMENTS, places[i - 1] + steps);
    }
    int length = places[places.length - 1] + 1;
    if (length - sorted.length > MOST_GAPS * length) {
      throw new InvalidInputException(
          file.name()
              + ", column "
              + time
              + ": "
              + Phrases.count(length - sorted.length, "moment is", "moments are")
              + " missing of "
              + length
              + "; at most a tenth can be filled in");
    }
    return places;
  }

  private static double[][] spread(double[][] values, Integer[] order, int[] places, int length) {
    double[][] spread = new double[values.length][length];
    for (int s = 0; s < values.length; s++) {
      Arrays.fill(spread[s], Double.NaN);
      for (int i = 0; i < order.length; i++) {
        spread[s][places[i]] = values[s][order[i]];
      }
    }
    return spread;
  }

  private static List<String> spread(
      List<String> stamps, Integer[] order, int[] places, int length, TimeAxis axis) {
    String[] spread = new String[length];
    for (int i = 0; i < order.length; i++) {
      spread[places[i]] = stamps.get(order[i]);
    }
    for (int t = 1; t < length; t++) {
      spread[t] = spread[t] == null ? axis.after(spread[t - 1], 1) : spread[t];
    }
    return List.of(spread);
  }

  private static TimeSeries filled(
      TableFile file,
      List<String> columns,
      double[][] values,
      TimeAxis axis,
      List<String> stamps,
      List<String> notes) {
    double[][] whole = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    for (int s = 0; s < whole.length; s++) {
      int missing = Gaps.carry(whole[s]);
      if (missing == whole[s].length) {
        throw new InvalidInputException(
            file.name() + ", column " + columns.get(s) + ": no values at all");
      }
      if (missing > stamps.size() * MOST_GAPS) {
        notes.add(
            columns.get(s)
                + ": "
                + missing
                + " of "
                + stamps.size()
                + " values missing, each taken as the one before it");
      }
    }
    return new TimeSeries(
        file.name(),
        file.sha256(),
        List.copyOf(columns),
        whole,
        axis,
        List.copyOf(stamps),
        List.copyOf(notes));
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

  /** The stamp a number of steps behind the last. */
  Optional<String> stamp(int step) {
    return step < length() ? Optional.of(stamps.get(step)) : Optional.empty();
  }

  private static InvalidInputException refused(
      TableFile file, int line, String column, String why) {
    return new InvalidInputException(
        file.name() + " line " + line + ", column " + column + ": " + why);
  }
}
