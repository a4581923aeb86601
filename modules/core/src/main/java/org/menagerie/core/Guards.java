package org.menagerie.core;

import java.util.Locale;

/** Checks of single values; each refusal names the thing, the value and the bound. */
public final class Guards {
  private Guards() {}

  /** At least 1. */
  public static int positive(int value, String name) {
    return atLeast(value, 1, name);
  }

  /** At least {@code bound}. */
  public static int atLeast(int value, int bound, String name) {
    if (value < bound) {
      throw refused(name, "at least " + bound, value);
    }
    return value;
  }

  /** Finite and above 0. */
  public static double positive(double value, String name) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw refused(name, "above 0", value);
    }
    return value;
  }

  /** Finite and not below 0. */
  public static double notNegative(double value, String name) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw refused(name, "at least 0", value);
    }
    return value;
  }

  /** In [0, 1). */
  public static double fraction(double value, String name) {
    if (!(value >= 0 && value < 1)) {
      throw refused(name, "in [0, 1)", value);
    }
    return value;
  }

  /** In [low, high]. */
  public static int within(int value, int low, int high, String name) {
    if (value < low || value > high) {
      throw refused(name, String.format(Locale.ROOT, "in [%d, %d]", low, high), value);
    }
    return value;
  }

  private static InvalidInputException refused(String name, String bound, Object value) {
    return new InvalidInputException(name + " must be " + bound + ", was " + value);
  }
}
