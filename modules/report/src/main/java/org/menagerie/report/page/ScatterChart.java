package org.menagerie.report.page;

import java.util.List;

/**
 * Points on a plane.
 *
 * @param points a series for each colour
 * @param guides thin lines behind the points, such as the diagonal
 */
public record ScatterChart(
    String title, String hint, Axis x, Axis y, List<Series> points, List<Series> guides)
    implements Chart {
  public ScatterChart {
    points = List.copyOf(points);
    guides = List.copyOf(guides);
  }

  /** The same points in the order of x, for a terminal. */
  LineChart lines() {
    return new LineChart(title, x, y, points);
  }
}
