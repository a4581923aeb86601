package org.menagerie.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.menagerie.data.ForecastFigures;
import org.menagerie.data.ForecastFigures.Errors;
import org.menagerie.data.ForecastFigures.OfSeries;
import org.menagerie.data.ForecastFigures.Step;
import org.menagerie.report.ForecastTable;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Table;

class ForecastSectionTest {

  @Test
  void everyPageFindsIt() {
    assertThat(ServiceLoader.load(RunSection.class))
        .hasAtLeastOneElementOfType(ForecastSection.class);
  }

  @Test
  void theForecastStandsBesideTruthIntervalAndNaiveForecasts() {
    LineChart chart = (LineChart) charts(figures(List.of("ppm"))).get(0);
    assertThat(chart.series())
        .extracting(series -> series.name() + series.y())
        .containsExactly(
            "truth[10.0, 11.0]",
            "forecast[10.5, 11.5]",
            "naive[9.0, 9.0]",
            "seasonal naive[8.0, 8.5]");
    assertThat(chart.bands().get(0).low()).containsExactly(9.5, 10.5);
    assertThat(chart.bands().get(0).high()).containsExactly(12.0, 13.0);
    assertThat(chart.hint()).contains("1997-11 to 1997-12");
  }

  @Test
  void theTableOfErrorsHasTheModelAndBothBaselines() {
    Table errors = (Table) ForecastSection.blocks(figures(List.of("ppm"))).get(0);
    assertThat(errors.rows())
        .extracting(row -> row.get(0).text() + " " + row.get(3).text())
        .containsExactly("model 0.5", "naive 2", "seasonal naive 1");
  }

  @Test
  void everySeriesHasItsErrors() {
    Table errors = (Table) ForecastSection.blocks(figures(List.of("load", "temp"))).get(0);
    assertThat(errors.header())
        .containsExactly("series", "forecast", "MAE", "RMSE", "MASE", "within the interval");
    assertThat(errors.rows())
        .extracting(row -> row.get(0).text() + " " + row.get(1).text() + " " + row.get(2).text())
        .contains("load model 0.5", "temp seasonal naive 2.25", "all model " + Table.NONE)
        .hasSize(9);
    assertThat(ForecastTable.of(figures(List.of("load", "temp"))))
        .contains("load model ", "temp naive ", "all  model ", "temp: intervals of 90 %");
  }

  @Test
  void aModelThatIsWorseThanANaiveForecastSaysSo() {
    ForecastFigures good = figures(List.of("ppm"));
    assertThat(ForecastTable.of(good))
        .doesNotContain("better")
        .contains("intervals of 90 % hold 100.0 % of the test part (1 window)");
    Map<String, Errors> errors = new java.util.LinkedHashMap<>(good.errors());
    errors.put("seasonalNaive", new Errors(0.4, 0.4, 0.4));
    ForecastFigures worse =
        new ForecastFigures(
            errors, 0.9, 1, good.last(), 1, Map.of("ppm", good.series().get("ppm")), "month");
    assertThat(ForecastTable.of(worse))
        .contains(
            "On the test part the seasonal naive forecast is better than the model: MASE 0.4000,"
                + " model 0.5000.");
  }

  @Test
  void aTruthThatIsNotKnownIsNotDrawn() {
    ForecastFigures whole = figures(List.of("ppm"));
    Step first = whole.last().get(0);
    Step unknown =
        new Step(first.stamp(), "ppm", null, first.prediction(), 9.5, 12, 9, first.seasonalNaive());
    ForecastFigures gap =
        new ForecastFigures(
            whole.errors(),
            0.9,
            1,
            List.of(unknown, whole.last().get(1)),
            1,
            whole.series(),
            "month");
    assertThat(((LineChart) charts(gap).get(0)).series().get(0).x()).containsExactly(2.0);
  }

  @Test
  void theAxisHasTheTimeStampsOrWhereStepsAreCountedTheirNumbers() {
    ForecastFigures months = figures(List.of("ppm"));
    LineChart dated = (LineChart) charts(months).get(0);
    assertThat(dated.x().name()).isEqualTo("month");
    assertThat(dated.x().ticks()).containsExactly("1997-11", "1997-12");
    List<Step> counted =
        List.of(
            new Step("121", "y", 10.0, 10.5, 9.5, 12, 9, 9),
            new Step("122", "y", 11.0, 11.5, 10.5, 13, 9, 9));
    ForecastFigures steps =
        new ForecastFigures(months.errors(), 0.9, 1, counted, 1, months.series(), "");
    LineChart chart = (LineChart) charts(steps).get(0);
    assertThat(chart.x().name()).isEqualTo("step");
    assertThat(chart.x().ticks()).containsExactly("121", "122");
    assertThat(chart.hint()).contains("steps 121 to 122");
    assertThat(steps(steps).header()).startsWith("step", "truth");
  }

  @Test
  void withoutASeasonTheNaiveForecastStandsForBoth() {
    Errors naive = new Errors(1.5, 1.6, 2);
    Map<String, Errors> errors = new java.util.LinkedHashMap<>();
    errors.put("model", new Errors(0.5, 0.5, 0.5));
    errors.put("naive", naive);
    errors.put("seasonalNaive", new Errors(1.5, 1.6, 2));
    List<Step> last = List.of(new Step("1", "y", 10.0, 10.5, 9.5, 12, 9, 9));
    ForecastFigures figures =
        new ForecastFigures(errors, 0.9, 1, last, 1, Map.of("y", new OfSeries(errors, 1, 0.5)), "");
    assertThat(ForecastTable.of(figures)).contains("naive").doesNotContain("seasonal");
    Page page =
        new Page("t", "s", List.of(new Page.Section("Forecast", ForecastSection.blocks(figures))));
    String html = HtmlPage.render(page);
    assertThat(html).contains("no season was found").doesNotContain("seasonal naive");
    assertThat(steps(figures).header()).endsWith("upper", "naive");
  }

  @Test
  void figuresOfRunsWithoutATimeColumnsNameReadBack() throws Exception {
    String old =
        "{\"errors\":{},\"level\":0.9,\"coverage\":1,\"last\":[],\"windows\":1,\"series\":{}}";
    assertThat(new ObjectMapper().readValue(old, ForecastFigures.class).time()).isEqualTo("time");
  }

  @Test
  void everySeriesHasItsChartUpToFour() {
    ForecastFigures many = figures(List.of("a", "b", "c", "d", "<e>"));
    assertThat(charts(many)).hasSize(4);
    Page page =
        new Page("t", "s", List.of(new Page.Section("Forecast", ForecastSection.blocks(many))));
    assertThat(HtmlPage.render(page)).contains("&lt;e&gt;").doesNotContain("<e>");
  }

  private static Table steps(ForecastFigures figures) {
    List<Block> blocks = ForecastSection.blocks(figures);
    return (Table) blocks.get(blocks.size() - 1);
  }

  private static List<Block> charts(ForecastFigures figures) {
    return ((Columns) ForecastSection.blocks(figures).get(2)).blocks();
  }

  private static ForecastFigures figures(List<String> series) {
    List<Step> steps =
        series.stream()
            .flatMap(
                name ->
                    List.of(
                        new Step("1997-11", name, 10.0, 10.5, 9.5, 12, 9, 8),
                        new Step("1997-12", name, 11.0, 11.5, 10.5, 13, 9, 8.5))
                        .stream())
            .toList();
    Map<String, Errors> errors = new java.util.LinkedHashMap<>();
    errors.put("model", new Errors(0.5, 0.5, 0.5));
    errors.put("naive", new Errors(1.5, 1.6, 2));
    errors.put("seasonalNaive", new Errors(2.25, 2.3, 1));
    Map<String, OfSeries> each = new java.util.LinkedHashMap<>();
    series.forEach(name -> each.put(name, new OfSeries(errors, 1, 0.5)));
    return new ForecastFigures(errors, 0.9, 1, steps, 1, each, "month");
  }
}
