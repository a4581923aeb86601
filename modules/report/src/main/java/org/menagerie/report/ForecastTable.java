package org.menagerie.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.menagerie.data.ForecastFigures;
import org.menagerie.data.ForecastFigures.Errors;
import org.menagerie.data.ForecastFigures.OfSeries;
import org.menagerie.report.page.Screen;

/** A forecast's errors as text, beside those of the naive forecasts. */
public final class ForecastTable {
  private static final String ALL = "all"; // series together, whose units may differ

  private ForecastTable() {}

  /**
   * A line for the model and for each baseline, of each series where there are several, and what
   * the intervals held.
   */
  public static String of(ForecastFigures figures) {
    boolean several = figures.series().size() > 1;
    int width =
        Stream.concat(Stream.of(ALL), several ? figures.series().keySet().stream() : Stream.of())
            .mapToInt(name -> Screen.harmless(name).length())
            .max()
            .orElse(0);
    StringBuilder table = new StringBuilder();
    line(table, several ? width + 1 : 0, "", "", "MAE", "RMSE", "MASE");
    if (several) {
      for (Map.Entry<String, OfSeries> one : figures.series().entrySet()) {
        errors(table, width + 1, Screen.harmless(one.getKey()), one.getValue().told());
      }
      figures
          .told()
          .forEach((name, e) -> line(table, width + 1, ALL, shown(name), "", "", four(e.mase())));
    } else {
      errors(table, 0, "", figures.told());
    }
    verdict(figures).ifPresent(text -> table.append(text).append('\n'));
    if (several) {
      figures
          .series()
          .forEach((name, one) -> table.append(intervals(Screen.harmless(name), figures, one)));
    }
    return table + (several ? ALL + ": " : "") + held(figures, figures.coverage()) + "\n";
  }

  /** Where a forecast without a network is better, a sentence that says so. */
  public static java.util.Optional<String> verdict(ForecastFigures figures) {
    return figures
        .better()
        .map(
            name ->
                String.format(
                    Locale.ROOT,
                    "On the test part the %s forecast is better than the model: MASE %.4f, model"
                        + " %.4f.",
                    shown(name),
                    figures.errors().get(name).mase(),
                    figures.errors().get(ForecastFigures.MODEL).mase()));
  }

  /** "intervals of 90 % hold 95.8 % of the test part (1 window)". */
  public static String held(ForecastFigures figures, double coverage) {
    String windows =
        figures.windows() > 0
            ? String.format(
                Locale.ROOT,
                " (%,d %s)",
                figures.windows(),
                figures.windows() == 1 ? "window" : "windows")
            : "";
    return String.format(
        Locale.ROOT,
        "intervals of %.0f %% hold %.1f %% of the test part%s",
        100 * figures.level(),
        100 * coverage,
        windows);
  }

  /** A forecast's name as people read it. */
  public static String shown(String name) {
    return name.equals(ForecastFigures.SEASONAL) ? "seasonal naive" : name;
  }

  private static String intervals(String name, ForecastFigures figures, OfSeries one) {
    return name + ": " + held(figures, one.coverage()) + "\n";
  }

  private static void errors(
      StringBuilder table, int width, String series, Map<String, Errors> errors) {
    errors.forEach(
        (name, e) ->
            line(
                table,
                width,
                series,
                shown(name),
                String.format(Locale.ROOT, "%.6g", e.mae()),
                String.format(Locale.ROOT, "%.6g", e.rmse()),
                four(e.mase())));
  }

  private static String four(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static void line(
      StringBuilder table,
      int width,
      String series,
      String name,
      String mae,
      String rmse,
      String mase) {
    table
        .append(series)
        .append(" ".repeat(Math.max(0, width - series.length())))
        .append(String.format(Locale.ROOT, "%-15s %12s %12s %8s%n", name, mae, rmse, mase));
  }
}
