package org.menagerie.report.page;

/** A picture of numbers. */
public sealed interface Chart extends Block permits LineChart, BarChart {

  /** What it shows: the heading above it. */
  String title();

  @Override
  default String kind() {
    return "chart";
  }
}
