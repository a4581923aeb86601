package org.menagerie.report.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.menagerie.data.ForecastFigures;
import org.menagerie.data.ForecastFigures.Step;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.LineChart.Band;
import org.menagerie.report.page.Series;

/**
 * The last window of the test part of one series: the truth, forecasts of it, and what anyone could
 * have said.
 */
public final class ForecastChart {
  /** Series that are drawn, each in a chart of its own; those behind them are not. */
  public static final int MOST_SERIES = 4;

  private final String name;
  private final ForecastFigures figures;
  private final List<Step> steps;
  private final List<Double> places;
  private final List<Series> forecasts = new ArrayList<>();
  private final List<Band> intervals = new ArrayList<>();

  /**
   * A chart without forecasts.
   *
   * @param figures that know the truth and the naive forecasts
   */
  public ForecastChart(ForecastFigures figures, String series) {
    this.name = series;
    this.figures = figures;
    this.steps = of(figures, series);
    this.places = IntStream.rangeClosed(1, steps.size()).mapToObj(step -> (double) step).toList();
  }

  /** The names of the series. */
  public static List<String> series(ForecastFigures figures) {
    return figures.last().stream().map(Step::series).distinct().toList();
  }

  /** A sentence where not all series are drawn. */
  public static String shown(int series) {
    return series > MOST_SERIES
        ? String.format(Locale.ROOT, " The first %d of %d series are drawn.", MOST_SERIES, series)
        : "";
  }

  /** What steps are known by: their column of time stamps, or their number. */
  static String time(ForecastFigures figures) {
    return figures.time().isEmpty() ? "step" : figures.time();
  }

  /** Adds the mean of some forecasts of the same steps. */
  public void forecast(String title, List<ForecastFigures> all) {
    forecasts.add(Series.line(title, places, means(all, Step::prediction)));
  }

  /** Adds the mean of the intervals of some forecasts of the same steps. */
  public void interval(String title, List<ForecastFigures> all) {
    intervals.add(new Band(title, places, means(all, Step::lower), means(all, Step::upper)));
  }

  /** The chart. */
  public LineChart drawn() {
    List<Series> lines = new ArrayList<>(List.of(truth()));
    lines.addAll(forecasts);
    lines.add(Series.line("naive", places, values(steps, Step::naive)));
    if (steps.stream().anyMatch(step -> step.naive() != step.seasonalNaive())) { // has a season
      lines.add(Series.line("seasonal naive", places, values(steps, Step::seasonalNaive)));
    }
    List<String> stamps = steps.stream().map(Step::stamp).toList();
    String window =
        String.format(
            Locale.ROOT,
            "The test part's last window, %s%s to %s.",
            figures.time().isEmpty() ? "steps " : "",
            stamps.get(0),
            stamps.get(stamps.size() - 1));
    return new LineChart(
            "Truth and forecast: " + Names.isolated(name),
            Axis.steps(time(figures), stamps),
            Axis.of(name),
            lines)
        .withHint(window)
        .withBands(intervals);
  }

  private static List<Step> of(ForecastFigures figures, String name) {
    return figures.last().stream().filter(step -> step.series().equals(name)).toList();
  }

  private Series truth() {
    List<Double> known = new ArrayList<>();
    List<Double> truth = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).truth() != null) {
        known.add(places.get(i));
        truth.add(steps.get(i).truth());
      }
    }
    return Series.truth("truth", known, truth);
  }

  private List<Double> means(List<ForecastFigures> all, ToDoubleFunction<Step> value) {
    List<List<Double>> each = all.stream().map(one -> values(of(one, name), value)).toList();
    return IntStream.range(0, steps.size())
        .mapToObj(i -> each.stream().mapToDouble(one -> one.get(i)).average().orElseThrow())
        .toList();
  }

  private static List<Double> values(List<Step> steps, ToDoubleFunction<Step> value) {
    return steps.stream().map(value::applyAsDouble).toList();
  }
}
