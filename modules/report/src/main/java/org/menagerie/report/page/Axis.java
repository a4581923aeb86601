package org.menagerie.report.page;

/**
 * An axis of numbers.
 *
 * @param logarithmic whether equal lengths are equal factors; values must be above 0 then
 * @param lowest where it begins, whatever the values; -infinity for where they begin
 * @param highest where it ends, whatever the values; infinity for where they end
 */
public record Axis(String name, boolean logarithmic, double lowest, double highest) {
  private static final double OPEN = Double.POSITIVE_INFINITY;

  /** A linear axis. */
  public static Axis of(String name) {
    return new Axis(name, false, -OPEN, OPEN);
  }

  /** A logarithmic axis. */
  public static Axis log(String name) {
    return new Axis(name, true, -OPEN, OPEN);
  }

  /** An axis of shares, from 0 to 1. */
  public static Axis share(String name) {
    return new Axis(name, false, 0, 1);
  }

  /** The same axis with an end, beyond which lines leave the chart. */
  public Axis upTo(double end) {
    return new Axis(name, logarithmic, lowest, end);
  }

  /** Where a value stands on the axis, up to a linear map. */
  double position(double value) {
    double shown = Math.min(value, highest);
    return logarithmic ? Math.log10(shown) : shown;
  }
}
