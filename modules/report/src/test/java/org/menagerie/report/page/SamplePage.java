package org.menagerie.report.page;

import java.util.List;
import org.menagerie.data.ExampleView;
import org.menagerie.report.page.Page.Section;
import org.menagerie.report.page.Table.Cell;

/** A page with every kind of block and hostile text in every place. */
final class SamplePage {
  static final String HOSTILE = "</script><script>alert(1)</script><!-- \u2028 & \"";

  private SamplePage() {}

  static Page page() {
    return new Page(
        HOSTILE,
        HOSTILE,
        List.of(
            new Section(
                HOSTILE,
                List.of(
                    new Paragraph(HOSTILE),
                    new Formula("a_1 = \"<b>\" / 2"),
                    new Note(Tone.GOOD, HOSTILE),
                    table(),
                    lines(),
                    new BarChart(
                        HOSTILE,
                        Axis.of(HOSTILE),
                        List.of(HOSTILE, "b"),
                        List.of(new BarChart.Group(HOSTILE, List.of(1.0, -2.0)))))),
            new Section("Blocks for browsers", browserBlocks())));
  }

  private static List<Block> browserBlocks() {
    return List.of(
        new Columns(List.of(forecast(), map(), scatter())),
        new Figures(List.of(new Figures.Figure(HOSTILE, HOSTILE, HOSTILE))),
        new Gallery(HOSTILE, List.of(tile(picture()), tile(curves()))),
        new Gallery(HOSTILE, List.of(tile(text()), tile(fields()))),
        new Words(HOSTILE, List.of(new Words.Word(HOSTILE, 1), new Words.Word("b", 0.25))),
        new Links(List.of(new Links.Link("a b/" + HOSTILE, HOSTILE, HOSTILE))),
        Table.sortable(HOSTILE, List.of(HOSTILE), List.of(List.of(Cell.of(HOSTILE)))));
  }

  private static LineChart forecast() {
    LineChart.Band band =
        new LineChart.Band(
            HOSTILE, List.of(1.0, 2.0, 3.0), List.of(0.5, 1.0, 1.5), List.of(1.5, 3.0, 4.5));
    return new LineChart(
            HOSTILE,
            Axis.of(HOSTILE),
            Axis.of(HOSTILE),
            List.of(Series.numbered("forecast", List.of(1.0, 2.0, 3.0))))
        .withHint(HOSTILE)
        .withBands(List.of(band))
        .withMark(2, HOSTILE);
  }

  private static HeatMap map() {
    List<HeatMap.Cell> row = List.of(new HeatMap.Cell(1, HOSTILE), new HeatMap.Cell(0.25, ""));
    List<String> names = List.of(HOSTILE, "b");
    return new HeatMap(
        HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, names, names, List.of(row, row));
  }

  private static ScatterChart scatter() {
    return new ScatterChart(
        HOSTILE,
        HOSTILE,
        Axis.of("x"),
        Axis.of("y"),
        List.of(Series.numbered(HOSTILE, List.of(3.0, 1.0, 2.0))),
        List.of(Series.numbered("", List.of(1.0, 2.0, 3.0))));
  }

  private static Gallery.Tile tile(ExampleView view) {
    return new Gallery.Tile(view, HOSTILE, HOSTILE, Tone.BAD);
  }

  /** Red, green, blue and one beyond all bounds. */
  static ExampleView.Picture picture() {
    float[] pixels = {1, 0, 0, 0, 1, 0, 0, 0, 1, Float.NaN, 7, -3};
    return new ExampleView.Picture(2, 2, 3, pixels);
  }

  private static ExampleView.Curves curves() {
    return new ExampleView.Curves(
        List.of(
            new ExampleView.Curve(HOSTILE, new float[] {1, 2, Float.NaN, 4, 0}),
            new ExampleView.Curve(HOSTILE, new float[] {0, 0.5f})));
  }

  private static ExampleView.Text text() {
    return new ExampleView.Text(List.of(HOSTILE, "b"));
  }

  private static ExampleView.Fields fields() {
    return new ExampleView.Fields(List.of(new ExampleView.Field(HOSTILE, HOSTILE)));
  }

  static Table table() {
    return new Table(
        HOSTILE,
        List.of(HOSTILE, "number"),
        List.of(
            List.of(Cell.of(HOSTILE), Cell.of(0.25)), List.of(Cell.formula("x^2"), Cell.of(-12))));
  }

  static LineChart lines() {
    return new LineChart(
        HOSTILE,
        Axis.of(HOSTILE),
        Axis.log("y"),
        List.of(
            Series.numbered(HOSTILE, List.of(1e-15, 0.0, 1e32)),
            Series.line("", List.of(1.0, 2.0), List.of(1.0, 2.0))));
  }
}
