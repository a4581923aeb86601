package org.menagerie.report.page;

/**
 * An axis of numbers.
 *
 * @param logarithmic whether equal lengths are equal factors; values must be above 0 then
 */
public record Axis(String name, boolean logarithmic) {

  /** A linear axis. */
  public static Axis of(String name) {
    return new Axis(name, false);
  }

  /** A logarithmic axis. */
  public static Axis log(String name) {
    return new Axis(name, true);
  }

  /** Where a value stands on the axis, up to a linear map. */
  double position(double value) {
    return logarithmic ? Math.log10(value) : value;
  }
}
