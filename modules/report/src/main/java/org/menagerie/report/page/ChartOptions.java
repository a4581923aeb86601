package org.menagerie.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Stream;

/** A chart as options of Apache ECharts; colours and sizes are the page's own script's. */
final class ChartOptions {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final MathContext DIGITS = new MathContext(6); // finer than any pixel

  // ECharts rounds the marks of a logarithmic axis to ten decimals
  private static final double SMALLEST = 1e-9;

  private ChartOptions() {}

  static ObjectNode of(Chart chart) {
    return chart instanceof LineChart lines ? lines(lines) : bars((BarChart) chart);
  }

  private static ObjectNode lines(LineChart chart) {
    ObjectNode options = JSON.objectNode();
    options.set("xAxis", axis(chart.x(), chart.series().stream().map(Series::x)));
    options.set("yAxis", axis(chart.y(), chart.series().stream().map(Series::y)));
    ArrayNode all = options.putArray("series");
    for (Series series : chart.series()) {
      ObjectNode line = all.addObject();
      line.put("type", "line").put("name", series.name());
      line.put("showSymbol", series.marked()).put("silent", series.background());
      ArrayNode data = line.putArray("data");
      for (int i = 0; i < series.x().size(); i++) {
        data.add(
            JSON.arrayNode()
                .add(number(series.x().get(i), chart.x()))
                .add(number(series.y().get(i), chart.y())));
      }
    }
    return options;
  }

  private static ObjectNode bars(BarChart chart) {
    ObjectNode options = JSON.objectNode();
    ObjectNode categories = options.putObject("xAxis").put("type", "category");
    ArrayNode names = categories.putArray("data");
    chart.categories().forEach(names::add);
    options.set("yAxis", axis(chart.y(), chart.groups().stream().map(BarChart.Group::values)));
    ArrayNode all = options.putArray("series");
    for (BarChart.Group group : chart.groups()) {
      ObjectNode bars = all.addObject().put("type", "bar").put("name", group.name());
      ArrayNode data = bars.putArray("data");
      group.values().forEach(value -> data.add(number(value, chart.y())));
    }
    return options;
  }

  private static ObjectNode axis(Axis axis, Stream<List<Double>> values) {
    ObjectNode options = JSON.objectNode().put("name", axis.name());
    if (Double.isFinite(axis.highest())) {
      options.put("max", axis.highest());
    }
    if (!axis.logarithmic()) {
      return options.put("type", "value");
    }
    // left alone, ECharts goes on to a power of ten that it then rounds to 0
    double lowest =
        values
            .flatMap(List::stream)
            .filter(value -> value >= SMALLEST && Double.isFinite(value))
            .mapToDouble(Double::doubleValue)
            .min()
            .orElse(1);
    return options.put("type", "log").put("min", Math.pow(10, Math.floor(Math.log10(lowest))));
  }

  /** Null, a gap in the line, where the axis has no place for the number. */
  private static BigDecimal number(double value, Axis axis) {
    boolean placed = Double.isFinite(value) && (!axis.logarithmic() || value >= SMALLEST);
    return placed ? BigDecimal.valueOf(value).round(DIGITS) : null;
  }
}
