package org.menagerie.report.page;

import java.util.List;
import java.util.Locale;

/**
 * An axis of numbers.
 *
 * @param logarithmic whether equal lengths are equal factors; values must be above 0 then
 * @param lowest where it begins, whatever the values; -infinity for where they begin
 * @param highest where it ends, whatever the values; infinity for where they end
 * @param ticks what the places 1, 2, 3 and so on are called, with a whole {@code lowest}, from
 *     which on names are a step apart; none for an axis of numbers
 */
public record Axis(
    String name, boolean logarithmic, double lowest, double highest, List<String> ticks) {
  private static final double OPEN = Double.POSITIVE_INFINITY;

  /** An axis with its own copy of the list. */
  public Axis {
    ticks = List.copyOf(ticks);
    if (!ticks.isEmpty() && lowest != Math.rint(lowest)) {
      throw new IllegalArgumentException("names need a whole lowest place, was " + lowest);
    }
  }

  /** A linear axis. */
  public static Axis of(String name) {
    return new Axis(name, false, -OPEN, OPEN, List.of());
  }

  /** A logarithmic axis. */
  public static Axis log(String name) {
    return new Axis(name, true, -OPEN, OPEN, List.of());
  }

  /** An axis of shares, from 0 to 1. */
  public static Axis share(String name) {
    return new Axis(name, false, 0, 1, List.of());
  }

  /** An axis of steps with names, such as months, at the places 1, 2, 3 and so on. */
  public static Axis steps(String name, List<String> ticks) {
    return new Axis(name, false, 1, Math.max(2, ticks.size()), ticks);
  }

  /** An axis of choices at the places 1, 2, 3 and so on, with room on both sides. */
  public static Axis choices(String name, List<String> choices) {
    return new Axis(name, false, 0, choices.size() + 1, choices);
  }

  /** The same axis with an end, beyond which lines leave the chart. */
  public Axis upTo(double end) {
    return new Axis(name, logarithmic, lowest, end, ticks);
  }

  /** Where a value stands on the axis, up to a linear map. */
  double position(double value) {
    double shown = Math.min(value, highest);
    return logarithmic ? Math.log10(shown) : shown;
  }

  /** What stands at a value in plain text. */
  String label(double value) {
    if (ticks.isEmpty()) {
      return String.format(Locale.ROOT, "%.4g", value);
    }
    long place = Math.round(value);
    return place >= 1 && place <= ticks.size() ? ticks.get((int) place - 1) : "";
  }
}
