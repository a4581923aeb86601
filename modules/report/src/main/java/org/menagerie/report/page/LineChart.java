package org.menagerie.report.page;

import java.util.List;

/** Lines over a plane. */
public record LineChart(String title, Axis x, Axis y, List<Series> series) implements Chart {
  public LineChart {
    series = List.copyOf(series);
  }
}
