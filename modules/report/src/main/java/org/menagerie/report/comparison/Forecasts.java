package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.menagerie.data.ForecastFigures;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.run.ForecastChart;

/** What the architectures forecast, beside the truth and the naive forecasts. */
final class Forecasts {
  private static final int MOST_LINES = 5; // of architectures, so that each has its own colour

  private final List<Standing> networks;

  private Forecasts(Contest contest) {
    this.networks = contest.networks().stream().filter(n -> !of(n).isEmpty()).toList();
  }

  static List<Block> blocks(Contest contest) {
    Forecasts forecasts = new Forecasts(contest);
    return forecasts.networks.isEmpty() ? List.of() : forecasts.blocks();
  }

  private List<Block> blocks() {
    List<String> series = ForecastChart.series(of(networks.get(0)).get(0));
    List<Block> charts = new ArrayList<>();
    series.stream().limit(ForecastChart.MOST_SERIES).map(this::chart).forEach(charts::add);
    String which =
        networks.size() > MOST_LINES
            ? String.format(
                Locale.ROOT,
                " The best %d of %d architectures are drawn.",
                MOST_LINES,
                networks.size())
            : "";
    return List.of(
        new Paragraph(
            "Each architecture's forecast is the mean over its seeds, and so is the interval of"
                + " the best one."
                + which
                + ForecastChart.shown(series.size())),
        new Columns(charts));
  }

  private LineChart chart(String series) {
    Standing best = networks.get(0);
    ForecastFigures any = of(best).get(0); // truth and naive forecasts are the same for all
    ForecastChart chart = new ForecastChart(any, series);
    networks.stream()
        .limit(MOST_LINES)
        .forEach(network -> chart.forecast(name(network), of(network)));
    chart.interval(
        String.format(Locale.ROOT, "%s, %.0f %% interval", name(best), 100 * any.level()),
        of(best));
    return chart.drawn();
  }

  private static String name(Standing network) {
    return Plain.shown(network.contender().name());
  }

  private static List<ForecastFigures> of(Standing network) {
    return network.contender().finished().stream()
        .flatMap(attempt -> attempt.results().summary().forecast().stream())
        .toList();
  }
}
