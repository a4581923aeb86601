package org.menagerie.report.page;

/**
 * An axis of numbers.
 *
 * @param logarithmic whether equal lengths are equal factors; values must be above 0 then
 * @param highest where it ends, whatever the values; infinity for where they end
 */
public record Axis(String name, boolean logarithmic, double highest) {

  /** A linear axis. */
  public static Axis of(String name) {
    return new Axis(name, false, Double.POSITIVE_INFINITY);
  }

  /** A logarithmic axis. */
  public static Axis log(String name) {
    return new Axis(name, true, Double.POSITIVE_INFINITY);
  }

  /** The same axis with an end, beyond which lines leave the chart. */
  public Axis upTo(double end) {
    return new Axis(name, logarithmic, end);
  }

  /** Where a value stands on the axis, up to a linear map. */
  double position(double value) {
    double shown = Math.min(value, highest);
    return logarithmic ? Math.log10(shown) : shown;
  }
}
