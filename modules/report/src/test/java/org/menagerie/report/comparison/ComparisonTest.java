package org.menagerie.report.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.report.page.Note;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Screen;

class ComparisonTest {
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script.*?</script>");

  @TempDir private Path folder;

  private static JsonNode json(Comparison comparison) throws IOException {
    return new ObjectMapper().readTree(ComparisonJson.line(comparison, "report.html"));
  }

  /** Counted from predictions.csv alone. */
  private List<Double> accuracies(String architecture) throws IOException {
    List<Double> accuracies = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      Path file = folder.resolve("data-0/" + architecture + "-" + seed + "/predictions.csv");
      int right = 0;
      int all = 0;
      try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
        for (CsvRecord line : csv) {
          right += line.getField(1).equals(line.getField(2)) ? 1 : 0;
          all++;
        }
      }
      accuracies.add((double) right / (all - 1)); // the header is a line, too
    }
    return accuracies;
  }

  @Test
  void leaderboardAndPageSayWhatTheSavedPredictionsSay() throws IOException {
    Comparison comparison = SampleComparison.in(folder, "x");
    JsonNode first = json(comparison).at("/leaderboard/0");
    List<Double> accuracies = accuracies("good");
    double mean = accuracies.stream().mapToDouble(a -> a).average().orElseThrow();
    double square = accuracies.stream().mapToDouble(a -> (a - mean) * (a - mean)).sum();
    double std = Math.sqrt(square / 2);
    double reach = 4.302652729911275 * std / Math.sqrt(3); // t of 2 degrees of freedom at 0.975
    assertThat(first.get("architecture").asText()).isEqualTo("good");
    assertThat(first.get("rank").asInt()).isEqualTo(1);
    assertThat(first.get("accuracyMean").asDouble()).isCloseTo(mean, within(1e-12));
    assertThat(first.get("accuracyStd").asDouble()).isCloseTo(std, within(1e-12));
    assertThat(first.at("/ci95/0").asDouble()).isCloseTo(mean - reach, within(1e-9));
    assertThat(first.at("/ci95/1").asDouble()).isCloseTo(mean + reach, within(1e-9));
    String html = HtmlPage.render(ComparisonPage.of(comparison, Optional.empty()));
    for (double figure : new double[] {mean, std, reach}) {
      assertThat(html).contains(String.format(Locale.ROOT, ">%.4f</span>", figure));
    }
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
        .contains("\\<script\\>");
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
  }

  @Test
  void controlCharactersAndFormulasLoseTheirPower() {
    assertThat(Plain.shown("a\u001b[31mb\u202e")).isEqualTo("\u2068a\ufffd[31mb\ufffd\u2069");
    assertThat(Plain.csv("=1+1")).isEqualTo("'=1+1");
    assertThat(Plain.csv("@SUM(A1)")).isEqualTo("'@SUM(A1)");
    assertThat(Plain.csv("-1.5e-3")).isEqualTo("-1.5e-3");
    assertThat(Plain.markdown("a|b<i>")).isEqualTo("a\\|b\\<i\\>");
  }
}
