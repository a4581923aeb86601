package org.menagerie.report.page;

/** A picture of numbers. */
public sealed interface Chart extends Block permits LineChart, BarChart, ScatterChart, HeatMap {

  /** What it shows: the heading above it. */
  String title();

  /** A line under the title: what to look for; may be empty. */
  default String hint() {
    return "";
  }

  /** Height on a wide page, in units of the text's size. */
  default int height() {
    return 24;
  }

  @Override
  default String kind() {
    return "chart";
  }
}
