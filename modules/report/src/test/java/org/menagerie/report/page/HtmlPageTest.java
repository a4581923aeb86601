package org.menagerie.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.menagerie.data.ExampleView;
import org.menagerie.report.page.Page.Section;
import org.menagerie.report.page.Table.Cell;

class HtmlPageTest {
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");

  @Test
  void textIsEscapedEverywhere() {
    String html = HtmlPage.render(SamplePage.page());
    assertThat(html).doesNotContain("<script>alert").doesNotContain("<b>");
    assertThat(html).contains("&lt;/script&gt;&lt;script&gt;alert(1)");
  }

  @Test
  void embeddedDataEndsNoScriptAndReadsBack() throws IOException {
    String data = HtmlPage.data(SamplePage.page());
    assertThat(data).doesNotContain("<", ">", "&", "\u2028");
    JsonNode charts = new ObjectMapper().readTree(data);
    assertThat(charts.get(0).at("/series/0/name").asText()).isEqualTo(SamplePage.HOSTILE);
    assertThat(charts.get(1).at("/series/0/data/1").asDouble()).isEqualTo(-2);
  }

  @Test
  void whatALogarithmicAxisCannotShowIsAGap() throws IOException {
    JsonNode charts = new ObjectMapper().readTree(HtmlPage.data(SamplePage.page()));
    assertThat(charts.get(0).at("/series/0/data/0/1").isNull()).isTrue();
    assertThat(charts.get(0).at("/series/0/data/1/1").isNull()).isTrue();
    assertThat(charts.get(0).at("/series/0/data/2/1").asDouble()).isEqualTo(1e32);
  }

  @Test
  void aCountOfOneHasALengthOnALogarithmicAxis() throws IOException {
    var bars = new BarChart.Group("g", List.of(0.0, 1.0, 300.0));
    var chart = new BarChart("t", Axis.log("n"), List.of("a", "b", "c"), List.of(bars));
    String data = HtmlPage.data(new Page("t", "", List.of(new Section("s", List.of(chart)))));
    assertThat(new ObjectMapper().readTree(data).at("/0/series/0/barMinHeight").asInt())
        .isPositive();
  }

  @Test
  void aGapIsNoFractionBetweenWholeNumbers() throws IOException {
    Series bars = Series.line("b", List.of(0.5, 1.5, Double.NaN), List.of(1.0, 1.0, Double.NaN));
    var chart = new LineChart("t", Axis.of("seconds"), Axis.of("worker"), List.of(bars));
    String data = HtmlPage.data(new Page("t", "", List.of(new Section("s", List.of(chart)))));
    JsonNode drawn = new ObjectMapper().readTree(data).get(0);
    assertThat(drawn.at("/yAxis/minInterval").asInt()).isEqualTo(1);
    assertThat(drawn.at("/xAxis/minInterval").asInt()).isZero();
  }

  @Test
  void aPicturesPixelsAreThoseOfItsNumbers() throws IOException {
    String html = new Gallery.Tile(SamplePage.picture(), "p", "", Tone.PLAIN).html();
    String png = html.replaceFirst(".*base64,", "").replaceFirst("\".*", "");
    var image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
    assertThat(image.getRGB(0, 0)).isEqualTo(0xffff0000);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xff00ff00);
    assertThat(image.getRGB(0, 1)).isEqualTo(0xff0000ff);
    assertThat(image.getRGB(1, 1)).isEqualTo(0xff00ff00);
  }

  @Test
  void aLargePictureShrinks() {
    var picture = new ExampleView.Picture(1000, 500, 1, new float[500_000]);
    assertThat(new Gallery.Tile(picture, "p", "", Tone.PLAIN).html()).hasSizeLessThan(1_000);
  }

  @Test
  void aGapLiftsThePen() {
    var curve = new ExampleView.Curve("c", new float[] {0, 1, Float.NaN, 0.5f});
    var view = new ExampleView.Curves(List.of(curve));
    assertThat(new Gallery.Tile(view, "p", "", Tone.PLAIN).html())
        .contains("d=\"M0.0 60.0L40.0 0.0M120.0 30.0\"");
  }

  @Test
  void thePolicyAllowsThePagesOwnScriptsAlone() throws Exception {
    String html = HtmlPage.render(SamplePage.page());
    List<String> hashes = new ArrayList<>();
    Matcher scripts = SCRIPT.matcher(html);
    while (scripts.find()) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(scripts.group(1).getBytes(UTF_8));
      hashes.add("&#39;sha256-" + Base64.getEncoder().encodeToString(hash) + "&#39;");
    }
    assertThat(hashes).hasSize(2);
    String policy =
        html.lines().filter(line -> line.contains("Content-Security")).findFirst().get();
    assertThat(policy).contains("default-src &#39;none&#39;").contains(hashes);
  }

  @Test
  void aPageNamesNoOtherPlaceToFetchFrom() {
    String html = SCRIPT.matcher(HtmlPage.render(SamplePage.page())).replaceAll("");
    assertThat(html.replace(" src=\"data:image/png;base64,", " png=\""))
        .doesNotContain(" src=", "url(", "@import", "http:", "https:");
  }

  @Test
  void aPageStaysBelowThreeMegabytes() {
    assertThat(HtmlPage.render(SamplePage.page()).getBytes(UTF_8)).hasSizeLessThan(3_000_000);
  }

  @Test
  void aPageWithoutChartsHasNoScript() {
    Page page = new Page("t", "", List.of(new Section("s", List.of(new Paragraph("plain")))));
    assertThat(HtmlPage.render(page)).doesNotContain("<script").hasSizeLessThan(20_000);
  }

  @Test
  void contentsAreGroupedByPart() {
    List<Block> text = List.of(new Paragraph("text"));
    List<Section> sections =
        List.of(
            new Section("One", "", text),
            new Section("One", "a", text),
            new Section("Two", "b", text),
            new Section("Two", "c", text));
    String html = HtmlPage.render(new Page("t", "", sections));
    assertThat(html)
        .contains(
            "<section><a href=\"#p0\" dir=\"auto\">One</a><ol><li><a href=\"#s0-1\" dir=\"auto\">a</a></li>")
        .contains(
            "<section><a href=\"#p1\" dir=\"auto\">Two</a><ol><li><a href=\"#s1-0\" dir=\"auto\">b</a></li>")
        .contains("<h2 class=\"part\" id=\"p1\" dir=\"auto\">Two</h2>", "<h3 dir=\"auto\">c</h3>");
  }

  @Test
  void onlyLongWordsOfATableMayBeBroken() {
    assertThat(Cell.of("complete").lengthy()).isFalse();
    assertThat(Cell.of("some words that are no longer than others").lengthy()).isFalse();
    assertThat(Cell.of("SHA-256 46abec6b12486ad9e51943373abcf22b").lengthy()).isTrue();
  }

  @Test
  void aColumnOfPowersOfTenIsOneOfNumbers() {
    Table table =
        new Table(
            "", List.of("rate"), List.of(List.of(Cell.of("1.0E-4")), List.of(Cell.of("0.01"))));
    assertThat(table.numeric(0)).isTrue();
  }

  @Test
  void wordsThatTrainingDidNotKnowAreMarkedAndAnswersStandBelow() {
    Words.Word word = new Words.Word("<new>", 0.5, true, "verb", Tone.BAD);
    Words words = new Words("caption", List.of(word, new Words.Word("old", 0)), true);
    String html = HtmlPage.render(new Page("t", "", List.of(new Section("s", List.of(words)))));
    assertThat(html)
        .contains(
            "<ruby><mark style=\"--w:40%\" class=\"unknown\" title=\"rare or not known from training\">"
                + "&lt;new&gt;</mark><rt class=\"bad\">verb</rt></ruby>")
        .contains("<mark style=\"--w:0%\">old</mark>");
  }

  @Test
  void aTableWithAShortRowIsRefused() {
    assertThatThrownBy(() -> new Table("t", List.of("a", "b"), List.of(List.of(Cell.of(1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("table 't': 1 cells where the header has 2");
  }
}
