package org.menagerie.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.report.page.Page.Section;
import org.menagerie.report.page.Table.Cell;

class TextPageTest {

  @Test
  void numbersStandToTheRight() {
    Table table =
        new Table(
            "",
            List.of("name", "n"),
            List.of(
                List.of(Cell.of("a"), Cell.of(1000)), List.of(Cell.formula("b_1"), Cell.of(0.5))));
    assertThat(text(table)).contains("  name     n\n  a     1000\n  b₁     0.5\n");
  }

  @Test
  void aTableTooWideForAScreenBecomesAList() {
    Table table =
        new Table(
            "",
            List.of("value", "long"),
            List.of(List.of(Cell.of("a"), Cell.of("word ".repeat(60).trim()))));
    assertThat(text(table)).contains("  a\n    long   word word");
  }

  @Test
  void aLineChartIsDrawnFromCornerToCorner() {
    String plot =
        text(
            new LineChart(
                "rising",
                Axis.of("x"),
                Axis.of("y"),
                List.of(Series.of("line", 0, 4, 2, x -> 2 * x))));
    List<String> lines = plot.lines().filter(line -> line.contains("|")).toList();
    assertThat(lines).hasSize(15);
    assertThat(lines.get(0)).startsWith("       8.000 |").endsWith("*");
    assertThat(lines.get(14)).startsWith("       0.000 |*");
  }

  @Test
  void cellsBreakOverLinesBeforeATableBecomesAList() {
    Table table =
        new Table(
            "",
            List.of("value", "long"),
            List.of(List.of(Cell.of("a"), Cell.of("word ".repeat(20).trim()))));
    assertThat(text(table).lines().filter(line -> line.contains("word")))
        .hasSize(2)
        .allMatch(line -> line.startsWith("  a      word") || line.startsWith("         word"));
  }

  @Test
  void linesBreakBetweenWords() {
    assertThat(Wrap.lines("aaa bbb ccc", 6)).containsExactly("aaa", "bbb", "ccc");
    assertThat(Wrap.lines("aaa bbb ccc", 7)).containsExactly("aaa bbb", "ccc");
    assertThat(Wrap.lines("aaaaaaa", 4)).containsExactly("aaaa", "aaa");
  }

  @Test
  void aMatrixBreaksBetweenItsRows() {
    String matrix = Numbers.text(List.of(1.0, 2.0, 3.0, 4.0), 2);
    assertThat(Wrap.lines(matrix, 10)).containsExactly("[[1, 2],", "[3, 4]]");
    assertThat(Wrap.lines(matrix, 5)).containsExactly("[[1,", "2],", "[3,", "4]]");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 132})
  void noLineIsWiderThanTheScreen(int width) {
    assertThat(TextPage.render(SamplePage.page(), new Screen(width, true)).lines())
        .allMatch(line -> Wrap.width(line) <= width);
  }

  @Test
  void withoutUnicodeEverythingIsAscii() {
    assertThat(TextPage.render(SamplePage.page(), new Screen(80, false))).isASCII();
    assertThat(Ascii.of("½ σ(x₁) ≤ m̂² ✓")).isEqualTo("1/2 sigma(x_1) <= m_hat^2 ok");
  }

  @Test
  void aLineLeavesTheChartWhereItsAxisEnds() {
    Axis ending = Axis.log("y").upTo(100);
    Series steep = Series.numbered("steep", List.of(1.0, 10.0, 1e60));
    String plot = text(new LineChart("t", Axis.of("x"), ending, List.of(steep)));
    assertThat(plot).contains("100.0 |").doesNotContain("e+60");
  }

  @Test
  void aScreenOfFewColumnsIsRefused() {
    assertThatThrownBy(() -> new Screen(39, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width must be at least 40, was 39");
  }

  @ParameterizedTest
  @CsvSource({"50, 100, 20, 40", "-100, -50, 40, 20", "-100, 100, 20, 20", "7, 7, 40, 40"})
  void barsAreAsLongAsTheirValuesAreLarge(double first, double second, int one, int two) {
    BarChart.Group group = new BarChart.Group("g", List.of(first, second));
    String plot = text(new BarChart("bars", Axis.of("y"), List.of("a", "b"), List.of(group)));
    assertThat(plot.lines().filter(line -> line.contains("█")).map(TextPageTest::length))
        .containsExactly((long) one, (long) two);
  }

  private static long length(String bar) {
    return bar.chars().filter(c -> c == '█').count();
  }

  @Test
  void everyBlockHasAText() {
    assertThat(TextPage.render(SamplePage.page(), Screen.USUAL)).contains("✓ ", "x²", "█");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.1, 0.1",
    "-0.0574674678677, -0.0574674679",
    "1e-5, 1.0000e-05",
    "1200, 1200",
    "1e12, 1.0000e+12",
    "Infinity, ∞",
    "NaN, not a number"
  })
  void numbersHaveNineDigits(double value, String expected) {
    assertThat(Numbers.text(value)).isEqualTo(expected);
  }

  private static String text(Block block) {
    return TextPage.render(
        new Page("t", "", List.of(new Section("s", List.of(block)))), Screen.USUAL);
  }
}
