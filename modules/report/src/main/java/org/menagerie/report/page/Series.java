package org.menagerie.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A line through points.
 *
 * @param name for the legend; empty for a line in the background
 * @param marked whether each point shows
 * @param ink whether it has the colour of the text: what the other lines are measured by
 */
public record Series(String name, List<Double> x, List<Double> y, boolean marked, boolean ink) {

  /** Refuses lists of different lengths. */
  public Series {
    x = List.copyOf(x);
    y = List.copyOf(y);
    if (x.size() != y.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "series '%s': %d x values but %d y values", name, x.size(), y.size()));
    }
  }

  /** A line in a colour of its own. */
  public Series(String name, List<Double> x, List<Double> y, boolean marked) {
    this(name, x, y, marked, false);
  }

  /** What the other lines are measured by, point by point. */
  public static Series truth(String name, List<Double> x, List<Double> y) {
    return new Series(name, x, y, true, true);
  }

  /** A line through points that are many. */
  public static Series line(String name, List<Double> x, List<Double> y) {
    return new Series(name, x, y, false);
  }

  /** A function at {@code points} even steps from {@code low} to {@code high}. */
  public static Series of(
      String name, double low, double high, int points, DoubleUnaryOperator function) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double at = low + (high - low) * i / (points - 1);
      x.add(at);
      y.add(function.applyAsDouble(at));
    }
    return line(name, x, y);
  }

  /** Values at 1, 2, 3 and so on. */
  public static Series numbered(String name, List<Double> values) {
    List<Double> x = new ArrayList<>();
    for (int i = 1; i <= values.size(); i++) {
      x.add((double) i);
    }
    return line(name, x, values);
  }

  boolean background() {
    return name.isEmpty();
  }
}
