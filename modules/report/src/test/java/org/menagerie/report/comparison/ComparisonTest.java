package org.menagerie.report.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.core.RunFolder;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Note;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Screen;

class ComparisonTest {
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script.*?</script>");

  @TempDir private Path folder;

  private static JsonNode json(Comparison comparison) throws IOException {
    return new ObjectMapper().readTree(ComparisonJson.line(comparison, "report.html"));
  }

  /** Accuracy and macro F1, counted from predictions.csv alone. */
  private double[] counted(String architecture, int seed) throws IOException {
    Path file = folder.resolve("data-0/" + architecture + "-" + seed + "/predictions.csv");
    Map<String, int[]> classes = new HashMap<>(); // right answers, truths, answers
    SampleComparison.LABELS.forEach(label -> classes.put(label, new int[3]));
    int right = 0;
    int all = 0;
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord line : csv) {
        if (all++ > 0) { // the header is a line, too
          boolean same = line.getField(1).equals(line.getField(2));
          right += same ? 1 : 0;
          classes.get(line.getField(1))[0] += same ? 1 : 0;
          classes.get(line.getField(1))[1]++;
          classes.get(line.getField(2))[2]++;
        }
      }
    }
    double f1 =
        classes.values().stream()
            .filter(c -> c[1] + c[2] > 0)
            .mapToDouble(c -> 2.0 * c[0] / (c[1] + c[2]))
            .average()
            .orElseThrow();
    return new double[] {(double) right / (all - 1), f1};
  }

  /** The texts of the leaderboard's row in the page. */
  private static List<String> row(String html, String architecture) {
    String body = html.substring(html.indexOf("<tbody>"), html.indexOf("</tbody>"));
    for (String row : body.split("</tr>", -1)) {
      List<String> cells =
          Pattern.compile(">([^<>]*)</span>").matcher(row).results().map(m -> m.group(1)).toList();
      if (cells.size() > 1 && cells.get(1).equals(architecture)) {
        return cells;
      }
    }
    throw new AssertionError("no row of " + architecture);
  }

  @ParameterizedTest
  @ValueSource(strings = {"good", "poor"})
  void leaderboardAndPageSayWhatTheSavedPredictionsSay(String architecture) throws IOException {
    Comparison comparison = SampleComparison.in(folder, "x");
    int place = architecture.equals("good") ? 0 : 1;
    JsonNode row = json(comparison).at("/leaderboard/" + place);
    double mean = 0;
    double f1 = 0;
    for (int seed = 1; seed <= 3; seed++) {
      mean += counted(architecture, seed)[0] / 3;
      f1 += counted(architecture, seed)[1] / 3;
    }
    double square = 0;
    for (int seed = 1; seed <= 3; seed++) {
      square += Math.pow(counted(architecture, seed)[0] - mean, 2);
    }
    double std = Math.sqrt(square / 2);
    double reach = 4.302652729911275 * std / Math.sqrt(3); // t of 2 degrees of freedom at 0.975
    assertThat(row.get("architecture").asText()).isEqualTo(architecture);
    assertThat(row.get("rank").asInt()).isEqualTo(place + 1);
    assertThat(row.get("accuracyMean").asDouble()).isCloseTo(mean, within(1e-12));
    assertThat(row.get("accuracyStd").asDouble()).isCloseTo(std, within(1e-12));
    assertThat(row.get("macroF1Mean").asDouble()).isCloseTo(f1, within(1e-12));
    assertThat(row.at("/ci95/0").asDouble()).isCloseTo(mean - reach, within(1e-9));
    assertThat(row.at("/ci95/1").asDouble()).isCloseTo(mean + reach, within(1e-9));
    String html = HtmlPage.render(ComparisonPage.of(comparison, Optional.empty()));
    List<String> figures =
        Stream.of(mean, std, reach, f1).map(x -> String.format(Locale.ROOT, "%.4f", x)).toList();
    assertThat(row(html, architecture).subList(2, 6)).isEqualTo(figures);
  }

  @Test
  void aFailedTrainingIsInItsRowAndBehindWholeOnes() throws IOException {
    Comparison comparison = SampleComparison.in(folder, "x");
    JsonNode board = json(comparison).get("leaderboard");
    List<String> order = new ArrayList<>();
    board.forEach(row -> order.add(row.get("architecture").asText()));
    // "broken" has a better mean than "poor", of two seeds alone
    assertThat(order).containsExactly("good", "poor", "majority class", "broken");
    assertThat(board.at("/3/reason").asText())
        .isEqualTo("seed 2: the loss became NaN in epoch 3 <b>");
    assertThat(board.at("/3/completed").asInt()).isEqualTo(2);
    assertThat(ComparisonText.of(comparison, Screen.USUAL)).contains("broken, seed 2: the loss");
  }

  @Test
  void whatHadNotBegunIsARowWithoutARankAndWhatDoesNotTakeTheDataIsNone() throws IOException {
    SampleComparison.in(folder, "x");
    ComparisonConfig config = ComparisonConfig.read(folder);
    new ComparisonConfig(config.data(), List.of("poor", "good", "late", "refused"), 3, config.set())
        .write(new RunFolder(folder));
    for (int seed = 1; seed <= 3; seed++) {
      Files.createDirectory(folder.resolve("data-0/late-" + seed));
    }
    Comparison comparison = Comparison.read(folder);
    JsonNode board = json(comparison).get("leaderboard");
    assertThat(board).hasSize(4); // two that finished, the majority class and the late one
    assertThat(board.at("/3/architecture").asText()).isEqualTo("late");
    assertThat(board.at("/3/rank").isNull()).isTrue();
    assertThat(board.at("/3/reason").asText()).isEqualTo("seeds 1, 2, 3: not begun");
    String html = HtmlPage.render(ComparisonPage.of(comparison, Optional.empty()));
    assertThat(row(html, "late").subList(0, 7))
        .containsExactly("–", "late", "–", "–", "–", "–", "not begun");
    assertThat(html).contains("comes first of the 2 of 3 architectures that finished");
  }

  @Test
  void forecastsAreDrawnAsTheMeansOverTheSeedsBesideTheNaiveOnes() throws IOException {
    Page page = ComparisonPage.of(SampleComparison.forecasts(folder), Optional.empty());
    LineChart chart =
        page.charts().stream()
            .filter(one -> one.title().startsWith("Truth and forecast"))
            .map(LineChart.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(chart.series())
        .extracting(line -> line.name() + " " + Math.round(10 * line.y().get(5)))
        .containsExactly(
            "truth 1050", "good 1075", "poor 1115", "naive 990", "seasonal naive 1000");
    assertThat(chart.bands()).hasSize(1);
    assertThat(chart.bands().get(0).name()).isEqualTo("good, 90 % interval");
    assertThat(chart.bands().get(0).high().get(0)).isCloseTo(105, within(1e-9));
    assertThat(chart.x().ticks()).startsWith("1960-02").hasSize(6);
  }

  @Test
  void theMajorityClassIsRightAsOftenAsItOccurs() throws IOException {
    JsonNode row = json(SampleComparison.in(folder, "x")).at("/leaderboard/2");
    // seeds 1 and 2 have each class 20 times; with seed 3 all 60 examples are of the first
    assertThat(row.get("accuracyMean").asDouble()).isCloseTo(2.0 / 9, within(1e-12));
    assertThat(row.get("baseline").asBoolean()).isTrue();
  }

  @Test
  void readingTwiceGivesTheSameFiles() throws IOException {
    Comparison once = SampleComparison.in(folder, "x");
    Comparison again = Comparison.read(folder);
    assertThat(ComparisonJson.pretty(again, "r")).isEqualTo(ComparisonJson.pretty(once, "r"));
    assertThat(ComparisonTables.csv(again)).isEqualTo(ComparisonTables.csv(once));
  }

  @Test
  void hostileNamesAreTextEverywhere() throws IOException {
    Comparison comparison =
        SampleComparison.in(folder, SampleComparison.HTML, SampleComparison.FORMULA);
    Page page = ComparisonPage.of(comparison, Optional.of(SampleComparison.EXAMPLES));
    assertThat(page.sections().stream().flatMap(section -> section.blocks().stream()))
        .noneMatch(
            block -> block instanceof Note note && note.text().contains("could not be made"));
    String html = HtmlPage.render(page);
    String body = SCRIPT.matcher(html).replaceAll("");
    assertThat(body).doesNotContain("alert(1)</script").doesNotContain("<b>").contains("&lt;b&gt;");
    assertThat(html.getBytes(UTF_8).length).isLessThan(3_000_000);
    String csv = ComparisonTables.csv(comparison);
    assertThat(csv).contains("\"'=1+\"\"1\"\",2\"").doesNotContain("\n\"=").doesNotContain("\n=");
    assertThat(ComparisonTables.markdown(comparison))
        .doesNotContainPattern("(?<!\\\\)<script")
        .contains("\\<script\\>")
        .contains("than good");
    assertThat(ComparisonText.of(comparison, Screen.USUAL)).doesNotContain("\u202e");
  }

  @Test
  void severalDataSetsAreRankedByMeanRank() throws IOException {
    JsonNode all = json(SampleComparison.in(folder, "x", "y"));
    assertThat(all.get("datasets")).hasSize(2);
    assertThat(all.at("/leaderboard/0/architecture").asText()).isEqualTo("good");
    assertThat(all.at("/leaderboard/0/meanRank").asDouble()).isEqualTo(1);
    assertThat(all.at("/leaderboard/2/meanRank").asDouble()).isEqualTo(3);
    // three methods on two data sets: 2.343 sqrt(3 * 4 / (6 * 2))
    assertThat(all.at("/friedman/criticalDifference").asDouble()).isCloseTo(2.343, within(1e-9));
    assertThat(all.at("/friedman/statistic").asDouble()).isCloseTo(4, within(1e-9));
    // both agree on every rank: one order of six is that of the first
    assertThat(all.at("/friedman/p").asDouble()).isCloseTo(1 / 6.0, within(1e-12));
    Comparison comparison = Comparison.read(folder);
    assertThat(ComparisonText.of(comparison, Screen.USUAL)).containsPattern("good +1\\.00");
  }

  @Test
  void controlCharactersAndFormulasLoseTheirPower() {
    assertThat(Plain.shown("a\u001b[31mb\u202e")).isEqualTo("\u2068a\ufffd[31mb\ufffd\u2069");
    assertThat(Screen.harmless("\u0645\u06cc\u200c\u062e")).isEqualTo("\u0645\u06cc\u200c\u062e");
    assertThat(Screen.harmless("a\u2028b\u0007")).isEqualTo("a\ufffdb\ufffd");
    assertThat(Plain.csv("=1+1")).isEqualTo("'=1+1");
    assertThat(Plain.csv("@SUM(A1)")).isEqualTo("'@SUM(A1)");
    assertThat(Plain.csv("-1.5e-3")).isEqualTo("-1.5e-3");
    assertThat(Plain.markdown("a|b<i>")).isEqualTo("a\\|b\\<i\\>");
  }
}
