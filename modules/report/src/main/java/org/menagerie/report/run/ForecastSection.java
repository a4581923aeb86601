package org.menagerie.report.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.menagerie.data.ForecastFigures;
import org.menagerie.data.ForecastFigures.Errors;
import org.menagerie.data.ForecastFigures.Step;
import org.menagerie.report.ForecastTable;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Note;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;
import org.menagerie.report.page.Tone;

/** A forecast beside the truth and beside what anyone could have said. */
public final class ForecastSection implements RunSection {
  @Override
  public String title() {
    return "Forecast";
  }

  @Override
  public boolean leads() {
    return true;
  }

  @Override
  public boolean accepts(RunContext run) {
    return run.results().summary().forecast().isPresent();
  }

  @Override
  public List<Block> blocks(RunContext run) {
    return blocks(run.results().summary().forecast().orElseThrow());
  }

  static List<Block> blocks(ForecastFigures figures) {
    List<String> names = ForecastChart.series(figures);
    List<Block> blocks = new ArrayList<>();
    blocks.add(errors(figures));
    ForecastTable.verdict(figures).ifPresent(text -> blocks.add(new Note(Tone.BAD, text)));
    blocks.add(
        new Paragraph(
            "MASE: mean absolute error over that of the "
                + (figures.seasonal()
                    ? "seasonal naive forecast, one season ahead,"
                    : "naive forecast, one step ahead (no season was found),")
                + " on all that lies before the test part. Here "
                + ForecastTable.held(figures, figures.coverage())
                + "."
                + ForecastChart.shown(names.size())));
    blocks.add(
        new Columns(
            names.stream()
                .limit(ForecastChart.MOST_SERIES)
                .map(name -> (Block) chart(figures, name))
                .toList()));
    blocks.add(steps(figures, names.size() > 1));
    return blocks;
  }

  private static Table errors(ForecastFigures figures) {
    String title = "Errors on the test part";
    List<List<Cell>> rows = new ArrayList<>();
    if (figures.series().size() <= 1) {
      figures.told().forEach((name, e) -> rows.add(row(List.of(), name, e, true)));
      return new Table(title, List.of("forecast", "MAE", "RMSE", "MASE"), rows);
    }
    figures
        .series()
        .forEach(
            (series, one) ->
                one.told()
                    .forEach(
                        (name, e) -> {
                          boolean model = name.equals(ForecastFigures.MODEL);
                          List<Cell> row = row(List.of(Cell.of(series)), name, e, true);
                          row.add(model ? percent(one.coverage()) : Cell.of(Table.NONE));
                          rows.add(row);
                        }));
    figures
        .told()
        .forEach(
            (name, e) -> {
              boolean model = name.equals(ForecastFigures.MODEL);
              List<Cell> row = row(List.of(Cell.of("all")), name, e, false);
              row.add(model ? percent(figures.coverage()) : Cell.of(Table.NONE));
              rows.add(row);
            });
    return new Table(
        title, List.of("series", "forecast", "MAE", "RMSE", "MASE", "within the interval"), rows);
  }

  // errors of several series have no common unit
  private static List<Cell> row(List<Cell> first, String name, Errors e, boolean oneUnit) {
    List<Cell> row = new ArrayList<>(first);
    row.add(Cell.of(ForecastTable.shown(name)));
    row.add(oneUnit ? digits(e.mae()) : Cell.of(Table.NONE));
    row.add(oneUnit ? digits(e.rmse()) : Cell.of(Table.NONE));
    row.add(digits(e.mase()));
    return row;
  }

  private static Cell percent(double share) {
    return Cell.of(String.format(Locale.ROOT, "%.1f %%", 100 * share));
  }

  private static LineChart chart(ForecastFigures figures, String name) {
    ForecastChart chart = new ForecastChart(figures, name);
    chart.forecast("forecast", List.of(figures));
    chart.interval(
        String.format(Locale.ROOT, "forecast, %.0f %% interval", 100 * figures.level()),
        List.of(figures));
    return chart.drawn();
  }

  private static Table steps(ForecastFigures figures, boolean several) {
    List<String> header = new ArrayList<>(List.of(ForecastChart.time(figures)));
    if (several) {
      header.add("series");
    }
    header.addAll(List.of("truth", "forecast", "lower", "upper", "naive"));
    if (figures.seasonal()) {
      header.add("seasonal naive");
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Step step : figures.last()) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(step.stamp())));
      if (several) {
        row.add(Cell.of(step.series()));
      }
      row.add(step.truth() == null ? Cell.of(Table.NONE) : digits(step.truth()));
      row.add(digits(step.prediction()));
      row.add(digits(step.lower()));
      row.add(digits(step.upper()));
      row.add(digits(step.naive()));
      if (figures.seasonal()) {
        row.add(digits(step.seasonalNaive()));
      }
      rows.add(row);
    }
    return Table.sortable("The test part's last window", header, rows);
  }

  private static Cell digits(double value) {
    return Cell.of(Double.parseDouble(String.format(Locale.ROOT, "%.5g", value)));
  }
}
