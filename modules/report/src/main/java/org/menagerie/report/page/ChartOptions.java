package org.menagerie.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** A chart as options of Apache ECharts; colours and sizes are the page's own script's. */
final class ChartOptions {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final MathContext DIGITS = new MathContext(6); // finer than any pixel

  private ChartOptions() {}

  static ObjectNode of(Chart chart) {
    return chart instanceof LineChart lines ? lines(lines) : bars((BarChart) chart);
  }

  private static ObjectNode lines(LineChart chart) {
    ObjectNode options = JSON.objectNode();
    options.set("xAxis", axis(chart.x()));
    options.set("yAxis", axis(chart.y()));
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
    options.set("yAxis", axis(chart.y()));
    ArrayNode all = options.putArray("series");
    for (BarChart.Group group : chart.groups()) {
      ObjectNode bars = all.addObject().put("type", "bar").put("name", group.name());
      ArrayNode data = bars.putArray("data");
      group.values().forEach(value -> data.add(number(value, chart.y())));
    }
    return options;
  }

  private static ObjectNode axis(Axis axis) {
    return JSON.objectNode()
        .put("type", axis.logarithmic() ? "log" : "value")
        .put("name", axis.name());
  }

  /** Null, a gap in the line, where the axis has no place for the number. */
  private static BigDecimal number(double value, Axis axis) {
    boolean placed = Double.isFinite(value) && !(axis.logarithmic() && value <= 0);
    return placed ? BigDecimal.valueOf(value).round(DIGITS) : null;
  }
}
