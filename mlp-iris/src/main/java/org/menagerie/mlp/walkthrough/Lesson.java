package org.menagerie.mlp.walkthrough;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Chart;
import org.menagerie.report.page.Formula;
import org.menagerie.report.page.Note;
import org.menagerie.report.page.Numbers;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Page.Section;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;
import org.menagerie.report.page.Tone;

/** A lesson as it is written down: sections of text, formulas, checked values and charts. */
final class Lesson {
  private final String title;
  private final String summary;
  private final List<Section> finished = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private List<Block> blocks = new ArrayList<>();
  private String section = "";

  Lesson(String title, String summary) {
    this.title = title;
    this.summary = summary;
  }

  /** Starts a section. */
  Lesson section(String name) {
    close();
    section = name;
    return this;
  }

  /** Adds running text. */
  Lesson say(String text) {
    blocks.add(new Paragraph(text));
    return this;
  }

  /** Adds formulas, each on its own line. */
  Lesson formula(String... sources) {
    for (String source : sources) {
      blocks.add(new Formula(source));
    }
    return this;
  }

  /** Adds a table of values computed twice, and the verdict. */
  Lesson compare(List<Check> compared) {
    checks.addAll(compared);
    List<List<Cell>> rows = new ArrayList<>();
    for (Check check : compared) {
      rows.add(
          List.of(
              Cell.formula(check.quantity()),
              Cell.formula(check.formula()),
              Cell.of(check.byHandText()),
              Cell.of(check.byLibraryText()),
              Cell.verdict(
                  check.agrees(), check.agrees() ? "✓" : "✗ " + Numbers.text(check.difference()))));
    }
    blocks.add(
        new Table("", List.of("value", "formula", "by hand", "by Deeplearning4j", "agree"), rows));
    blocks.add(verdict(compared));
    return this;
  }

  /** Adds a table. */
  Lesson table(String caption, List<String> header, List<List<Cell>> rows) {
    blocks.add(new Table(caption, header, rows));
    return this;
  }

  /** Adds a chart. */
  Lesson chart(Chart chart) {
    blocks.add(chart);
    return this;
  }

  /** All values computed twice, so far. */
  List<Check> checks() {
    return List.copyOf(checks);
  }

  /** The lesson as a page. */
  Page page() {
    close();
    return new Page(title, summary, finished);
  }

  private void close() {
    if (!blocks.isEmpty()) {
      finished.add(new Section(section, blocks));
      blocks = new ArrayList<>();
    }
  }

  /** One sentence over many checks. */
  static Note verdict(List<Check> checks) {
    long wrong = checks.stream().filter(check -> !check.agrees()).count();
    double tolerance = checks.stream().mapToDouble(Check::tolerance).max().orElse(0);
    int values = checks.stream().mapToInt(check -> check.byHand().size()).sum();
    return wrong == 0
        ? new Note(
            Tone.GOOD,
            String.format(
                Locale.ROOT,
                "All %d values agree with Deeplearning4j (tolerance %.0e).",
                values,
                tolerance))
        : new Note(
            Tone.BAD,
            String.format(
                Locale.ROOT,
                "%d of %d quantities differ from Deeplearning4j by more than %.0e.",
                wrong,
                checks.size(),
                tolerance));
  }
}
