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

  // pixels; ECharts begins logarithmic bars at 1, so that a count of 1 had no length
  private static final int SHORTEST_BAR = 5;

  private ChartOptions() {}

  static ObjectNode of(Chart chart) {
    if (chart instanceof LineChart lines) {
      return lines(lines);
    } else if (chart instanceof BarChart bars) {
      return bars(bars);
    }
    return chart instanceof HeatMap map ? map(map) : scatter((ScatterChart) chart);
  }

  private static ObjectNode lines(LineChart chart) {
    ObjectNode options = JSON.objectNode();
    Stream<List<Double>> bands = chart.bands().stream().flatMap(b -> Stream.of(b.low(), b.high()));
    options.set("xAxis", axis(chart.x(), chart.series().stream().map(Series::x)));
    options.set(
        "yAxis", axis(chart.y(), Stream.concat(chart.series().stream().map(Series::y), bands)));
    ArrayNode all = options.putArray("series");
    for (Series series : chart.series()) {
      ObjectNode line = all.addObject();
      line.put("type", "line").put("name", series.name());
      line.put("showSymbol", series.marked()).put("silent", series.background());
      if (series.ink()) {
        line.put("ink", true);
      }
      line.set("data", points(series, chart.x(), chart.y()));
    }
    for (LineChart.Band band : chart.bands()) {
      ArrayNode data =
          all.addObject().put("type", "band").put("name", band.name()).putArray("data");
      for (int i = 0; i < band.x().size(); i++) {
        data.addArray()
            .add(number(band.x().get(i), chart.x()))
            .add(number(band.low().get(i), chart.y()))
            .add(number(band.high().get(i), chart.y()));
      }
    }
    ArrayNode marks = options.putArray("marks");
    chart.marks().forEach(m -> marks.addObject().put("x", m.x()).put("name", m.name()));
    return options;
  }

  private static ObjectNode scatter(ScatterChart chart) {
    ObjectNode options = JSON.objectNode();
    options.set("xAxis", axis(chart.x(), chart.points().stream().map(Series::x)));
    options.set("yAxis", axis(chart.y(), chart.points().stream().map(Series::y)));
    ArrayNode all = options.putArray("series");
    for (Series series : chart.points()) {
      ObjectNode points = all.addObject().put("type", "scatter").put("name", series.name());
      points.set("data", points(series, chart.x(), chart.y()));
    }
    for (Series guide : chart.guides()) {
      ObjectNode line = all.addObject().put("type", "line").put("name", "");
      line.put("showSymbol", false).put("silent", true);
      line.set("data", points(guide, chart.x(), chart.y()));
    }
    return options;
  }

  private static ArrayNode points(Series series, Axis x, Axis y) {
    ArrayNode data = JSON.arrayNode();
    for (int i = 0; i < series.x().size(); i++) {
      data.addArray().add(number(series.x().get(i), x)).add(number(series.y().get(i), y));
    }
    return data;
  }

  private static ObjectNode map(HeatMap map) {
    ObjectNode options = JSON.objectNode().put("shade", map.shade());
    options.set("xAxis", categories(map.columns()).put("name", map.x()));
    options.set("yAxis", categories(map.rows()).put("name", map.y()));
    ObjectNode cells = options.putArray("series").addObject().put("type", "heatmap");
    ArrayNode data = cells.put("name", "").putArray("data");
    for (int row = 0; row < map.rows().size(); row++) {
      for (int column = 0; column < map.columns().size(); column++) {
        HeatMap.Cell cell = map.cells().get(row).get(column);
        data.addArray()
            .add(column)
            .add(row)
            .add(number(cell.shade(), Axis.of("")))
            .add(cell.text());
      }
    }
    return options;
  }

  private static ObjectNode bars(BarChart chart) {
    ObjectNode options = JSON.objectNode();
    options.set("xAxis", categories(chart.categories()).put("name", chart.x()));
    options.set("yAxis", axis(chart.y(), chart.groups().stream().map(BarChart.Group::values)));
    ArrayNode all = options.putArray("series");
    for (BarChart.Group group : chart.groups()) {
      ObjectNode bars = all.addObject().put("type", "bar").put("name", group.name());
      if (chart.y().logarithmic()) {
        bars.put("barMinHeight", SHORTEST_BAR);
      }
      ArrayNode data = bars.putArray("data");
      group.values().forEach(value -> data.add(number(value, chart.y())));
    }
    return options;
  }

  private static ObjectNode categories(List<String> names) {
    ObjectNode axis = JSON.objectNode().put("type", "category");
    ArrayNode data = axis.putArray("data");
    names.forEach(data::add);
    return axis;
  }

  private static ObjectNode axis(Axis axis, Stream<List<Double>> lists) {
    List<Double> values = lists.flatMap(List::stream).toList();
    ObjectNode options = JSON.objectNode().put("name", axis.name());
    if (Double.isFinite(axis.lowest())) {
      options.put("min", axis.lowest());
    }
    if (Double.isFinite(axis.highest())) {
      options.put("max", axis.highest());
    }
    if (!axis.ticks().isEmpty()) {
      ArrayNode ticks = options.putArray("ticks");
      axis.ticks().forEach(ticks::add);
    }
    if (!axis.logarithmic()) {
      // between epochs 1 and 2 there is no epoch 1.5; what is no number is a gap in a line
      boolean whole =
          values.stream().filter(Double::isFinite).allMatch(value -> value == Math.rint(value));
      return options.put("type", "value").put("minInterval", whole ? 1 : 0);
    }
    // left alone, ECharts goes on to a power of ten that it then rounds to 0
    double lowest =
        values.stream()
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
