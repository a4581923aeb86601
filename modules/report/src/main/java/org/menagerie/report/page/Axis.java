package org.menagerie.report.page;

/**
 * An axis of numbers.
 *
 * @param logarithmic whether equal lengths are equal factors; values must be above 0 then
 * @param share whether the axis runs from 0 to 1, whatever the values
 */
public record Axis(String name, boolean logarithmic, boolean share) {

  /** A linear axis. */
  public static Axis of(String name) {
    return new Axis(name, false, false);
  }

  /** A logarithmic axis. */
  public static Axis log(String name) {
    return new Axis(name, true, false);
  }

  /** An axis of shares, from 0 to 1. */
  public static Axis share(String name) {
    return new Axis(name, false, true);
  }

  /** Where a value stands on the axis, up to a linear map. */
  double position(double value) {
    return logarithmic ? Math.log10(value) : value;
  }
}
