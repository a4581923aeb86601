package org.menagerie.core;

/** How outputs become units where each example has its own way, as windows of a series do. */
public interface ExampleUnits {

  /** A network's output in units; as a label, unless outputs are trusted less than labels. */
  default double predicted(int example, int value, double output) {
    return toUnits(example, value, output);
  }

  /**
   * A label in units.
   *
   * @param example its index among the examples
   * @param value its index among the predicted values
   */
  double toUnits(int example, int value, double label);

  /** Whether the truth is known; a value that was filled in is none. */
  default boolean known(int example, int value) {
    return true;
  }
}
