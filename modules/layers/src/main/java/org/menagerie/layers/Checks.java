package org.menagerie.layers;

import java.util.Arrays;

/** Bounds of layer settings. */
final class Checks {
  private Checks() {}

  static int positive(int value, String name) {
    return atLeast(value, 1, name);
  }

  static int atLeast(int value, int bound, String name) {
    return (int) atLeast((long) value, bound, name);
  }

  static long atLeast(long value, long bound, String name) {
    if (value < bound) {
      throw new IllegalArgumentException(name + " must be at least " + bound + ", was " + value);
    }
    return value;
  }

  /** Dimensions of an example, at least one, each at least 1; gives a copy. */
  static long[] shape(long[] shape, String name) {
    boolean valid = shape.length > 0;
    for (long size : shape) {
      valid &= size > 0;
    }
    if (!valid) {
      throw new IllegalArgumentException(
          name + " must be sizes of at least 1, was " + Arrays.toString(shape));
    }
    return shape.clone();
  }

  static <T> T given(T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " must be given, was null");
    }
    return value;
  }

  static double notNegative(double value, String name) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be at least 0, was " + value);
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
