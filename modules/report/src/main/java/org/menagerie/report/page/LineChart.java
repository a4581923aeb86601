package org.menagerie.report.page;

import java.util.List;
import java.util.Locale;

/**
 * Lines over a plane.
 *
 * @param bands areas behind the lines, such as prediction intervals
 * @param marks places on the x axis that stand out
 */
public record LineChart(
    String title,
    String hint,
    Axis x,
    Axis y,
    List<Series> series,
    List<Band> bands,
    List<Mark> marks)
    implements Chart {
  public LineChart {
    series = List.copyOf(series);
    bands = List.copyOf(bands);
    marks = List.copyOf(marks);
  }

  /** Lines alone. */
  public LineChart(String title, Axis x, Axis y, List<Series> series) {
    this(title, "", x, y, series, List.of(), List.of());
  }

  /** An area between two lines over the same places. */
  public record Band(String name, List<Double> x, List<Double> low, List<Double> high) {
    /** Refuses lists of different lengths. */
    public Band {
      x = List.copyOf(x);
      low = List.copyOf(low);
      high = List.copyOf(high);
      if (x.size() != low.size() || x.size() != high.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "band '%s': %d x values, %d lower and %d upper ends",
                name,
                x.size(),
                low.size(),
                high.size()));
      }
    }
  }

  /** A place on the x axis with its name. */
  public record Mark(double x, String name) {}

  /** The chart with a line under its title. */
  public LineChart withHint(String text) {
    return new LineChart(title, text, x, y, series, bands, marks);
  }

  /** The chart with areas behind its lines. */
  public LineChart withBands(List<Band> areas) {
    return new LineChart(title, hint, x, y, series, areas, marks);
  }

  /** The chart with a place that stands out. */
  public LineChart withMark(double at, String name) {
    return new LineChart(title, hint, x, y, series, bands, List.of(new Mark(at, name)));
  }
}
