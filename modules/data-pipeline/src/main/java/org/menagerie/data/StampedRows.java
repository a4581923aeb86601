package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.core.InvalidInputException;

/** A table's rows at equally spaced moments, in time. */
final class StampedRows {
  private static final double MOST_GAPS = 0.1; // share of moments that may be made up
  private static final int MOST_MOMENTS = 1 << 30;

  private final TableFile file;
  private final String time;
  private final List<String> written = new ArrayList<>(); // the stamp of each row
  private final Integer[] order; // rows by time
  private final int[] places; // the step that each row stands for; 0, 1, 2 without gaps
  private final TimeAxis axis;
  private final List<String> notes = new ArrayList<>();

  private StampedRows(TableFile file, Table table, String time) {
    this.file = file;
    this.time = time;
    Column.Texts texts = (Column.Texts) table.column(time);
    for (int row = 0; row < table.rows(); row++) {
      if (texts.missing(row)) {
        throw refused(table.lines()[row], "a time stamp is missing");
      }
      written.add(texts.text(row));
    }
    TimeAxis.Unit unit = TimeAxis.unit(written);
    if (unit == null) {
      throw refused(
          "time stamps must be numbers, months (2024-01), dates (2024-01-31) or times"
              + " (2024-01-31T12:00:00), all alike");
    }
    double[] positions = written.stream().mapToDouble(s -> TimeAxis.position(unit, s)).toArray();
    order = IntStream.range(0, positions.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(positions[a], positions[b]));
    if (!IntStream.range(0, order.length).allMatch(i -> order[i] == i)) {
      notes.add("rows sorted by " + time);
    }
    for (int i = 1; i < order.length; i++) {
      if (positions[order[i]] == positions[order[i - 1]]) {
        throw refused(
            table.lines()[order[i]],
            "the time stamp " + Phrases.quote(written.get(order[i])) + " is there twice");
      }
    }
    double[] sorted = Arrays.stream(order).mapToDouble(i -> positions[i]).toArray();
    axis = sorted.length > 1 ? TimeAxis.of(unit, sorted) : new TimeAxis(unit, 1);
    places = places(sorted);
    int gaps = length() - order.length;
    if (gaps > 0) {
      notes.add(Phrases.count(gaps, "moment", "moments") + " between others missing in " + time);
    }
  }

  /** Sorts and checks. */
  static StampedRows of(TableFile file, Table table, String time) {
    return new StampedRows(file, table, time);
  }

  String time() {
    return time;
  }

  TimeAxis axis() {
    return axis;
  }

  List<String> notes() {
    return notes;
  }

  private int length() {
    return places[places.length - 1] + 1;
  }

  private int[] places(double[] sorted) {
    int[] found = new int[sorted.length];
    for (int i = 1; i < sorted.length; i++) {
      double steps = axis.steps(sorted[i - 1], sorted[i]);
      if (Double.isNaN(steps) || steps < 1) {
        throw refused(
            Phrases.quote(written.get(order[i - 1]))
                + " and "
                + Phrases.quote(written.get(order[i]))
                + " are not equally spaced like the others");
      }
      found[i] = (int) Math.min(MOST_MOMENTS, found[i - 1] + steps);
    }
    int length = found[found.length - 1] + 1;
    if (length - sorted.length > MOST_GAPS * length) {
      throw refused(
          Phrases.count(length - sorted.length, "moment is", "moments are")
              + " missing of "
              + length
              + "; at most a tenth can be filled in");
    }
    return found;
  }

  /** Numbers of each row at their moments; NaN where there is no row. */
  double[] spread(double[] values) {
    double[] spread = new double[length()];
    Arrays.fill(spread, Double.NaN);
    for (int i = 0; i < order.length; i++) {
      spread[places[i]] = values[order[i]];
    }
    return spread;
  }

  /** The stamp of each moment. */
  List<String> stamps() {
    String[] spread = new String[length()];
    for (int i = 0; i < order.length; i++) {
      spread[places[i]] = written.get(order[i]);
    }
    for (int t = 1; t < spread.length; t++) {
      spread[t] = spread[t] == null ? axis.after(spread[t - 1], 1) : spread[t];
    }
    return List.of(spread);
  }

  private InvalidInputException refused(String why) {
    return new InvalidInputException(file.name() + ", column " + time + ": " + why);
  }

  private InvalidInputException refused(int line, String why) {
    return new InvalidInputException(
        file.name() + " line " + line + ", column " + time + ": " + why);
  }
}
