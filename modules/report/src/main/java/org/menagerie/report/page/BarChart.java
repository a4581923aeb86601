package org.menagerie.report.page;

import java.util.List;
import java.util.Locale;

/**
 * Bars side by side for each category.
 *
 * @param x what the categories are; may be empty
 * @param groups one for each colour, with a value for each category
 */
public record BarChart(
    String title, String hint, String x, Axis y, List<String> categories, List<Group> groups)
    implements Chart {

  /** Bars whose categories speak for themselves. */
  public BarChart(String title, Axis y, List<String> categories, List<Group> groups) {
    this(title, "", "", y, categories, groups);
  }

  /** Bars of one colour. */
  public record Group(String name, List<Double> values) {
    public Group {
      values = List.copyOf(values);
    }
  }

  /** Refuses groups that have not one value for each category. */
  public BarChart {
    categories = List.copyOf(categories);
    groups = List.copyOf(groups);
    for (Group group : groups) {
      if (group.values().size() != categories.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "group '%s': %d values for %d categories",
                group.name(),
                group.values().size(),
                categories.size()));
      }
    }
  }
}
