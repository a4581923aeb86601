package org.menagerie.layers;

/** Bounds of layer settings. */
final class Checks {
  private Checks() {}

  static int positive(int value, String name) {
    return atLeast(value, 1, name);
  }

  static int atLeast(int value, int bound, String name) {
    if (value < bound) {
      throw new IllegalArgumentException(name + " must be at least " + bound + ", was " + value);
    }
    return value;
  }

  static double positive(double value, String name) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be above 0, was " + value);
    }
    return value;
  }

  static double rate(double value, String name) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), was " + value);
    }
    return value;
  }
}
