package org.menagerie.report.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.menagerie.report.UpdateRatios;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Series;

/** How far each layer moved, epoch by epoch. */
public final class LayerUpdates {
  private static final int MOST_LAYERS = 8;
  private static final double USUAL = 1e-3;

  private LayerUpdates() {}

  static List<Block> blocks(RunResults results) {
    return chart("Size of the last update of each epoch beside the layer's parameters", results)
        .map(List::<Block>of)
        .orElse(List.of());
  }

  /** The chart; empty where the run did not record updates. */
  public static Optional<LineChart> chart(String title, RunResults results) {
    Map<String, List<UpdateRatios.Line>> layers = new LinkedHashMap<>();
    results
        .updates()
        .forEach(line -> layers.computeIfAbsent(line.layer(), l -> new ArrayList<>()).add(line));
    if (layers.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = List.copyOf(layers.keySet());
    List<String> shown = spread(names);
    List<Series> series = new ArrayList<>();
    shown.forEach(name -> series.add(series(name, LearningCurves.thinned(layers.get(name)))));
    double last = results.updates().get(results.updates().size() - 1).epoch();
    series.add(Series.line("", List.of(1.0, Math.max(2, last)), List.of(USUAL, USUAL)));
    String part =
        shown.size() < names.size()
            ? String.format(Locale.ROOT, " %d of %d layers.", shown.size(), names.size())
            : "";
    return Optional.of(
        new LineChart(title, Axis.of("epoch"), Axis.log("update / parameters (norms)"), series)
            .withHint("Around 0.001, the thin line, is usual." + part));
  }

  // of many layers, some evenly from the first to the last
  private static List<String> spread(List<String> names) {
    if (names.size() <= MOST_LAYERS) {
      return names;
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < MOST_LAYERS; i++) {
      shown.add(names.get(i * (names.size() - 1) / (MOST_LAYERS - 1)));
    }
    return shown;
  }

  private static Series series(String layer, List<UpdateRatios.Line> lines) {
    return new Series(
        layer,
        lines.stream().map(line -> (double) line.epoch()).toList(),
        lines.stream().map(UpdateRatios.Line::ratio).toList(),
        lines.size() <= 30);
  }
}
