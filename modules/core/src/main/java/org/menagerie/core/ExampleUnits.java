package org.menagerie.core;

/** How outputs become units where each example has its own way, as windows of a series do. */
@FunctionalInterface
public interface ExampleUnits {

  /**
   * An output, or a label, in units.
   *
   * @param example its index among the examples
   * @param value its index among the predicted values
   */
  double toUnits(int example, int value, double output);
}
