package org.menagerie.report;

import java.util.Locale;
import org.menagerie.data.ForecastFigures;

/** A forecast's errors as text, beside those of the naive forecasts. */
public final class ForecastTable {
  private ForecastTable() {}

  /** A line for the model and for each baseline, and what the intervals held. */
  public static String of(ForecastFigures figures) {
    StringBuilder table =
        new StringBuilder(
            String.format(Locale.ROOT, "%-15s %12s %12s %8s%n", "", "MAE", "RMSE", "MASE"));
    figures
        .errors()
        .forEach(
            (name, e) ->
                table.append(
                    String.format(
                        Locale.ROOT,
                        "%-15s %12.6g %12.6g %8.4f%n",
                        name.equals("seasonalNaive") ? "seasonal naive" : name,
                        e.mae(),
                        e.rmse(),
                        e.mase())));
    return table
        + String.format(
            Locale.ROOT,
            "intervals of %.0f %% hold %.1f %% of the test part%n",
            100 * figures.level(),
            100 * figures.coverage());
  }
}
