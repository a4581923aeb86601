package org.menagerie.report.page;

import java.util.List;
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
                        List.of(new BarChart.Group(HOSTILE, List.of(1.0, -2.0))))))));
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
