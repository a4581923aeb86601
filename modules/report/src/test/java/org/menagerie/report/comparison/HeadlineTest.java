package org.menagerie.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.Score;
import org.menagerie.data.ForecastFigures;
import org.menagerie.data.ForecastFigures.Errors;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.report.page.Screen;
import org.menagerie.report.page.Table;

class HeadlineTest {
  private static final ComparisonConfig.Source DATA =
      new ComparisonConfig.Source("x.csv", "x", "00", "data-0");

  @TempDir private Path folder;

  private static Contender errors(String name, boolean baseline, double... mae) {
    Map<Integer, Score> scores = new LinkedHashMap<>();
    for (double error : mae) {
      scores.put(scores.size() + 1, new Score.Regression(Double.NaN, error, error, 1, Double.NaN));
    }
    return new Contender(name, baseline, scores, List.of());
  }

  private static Contest errors(int seeds, Contender... best) {
    List<Standing> standings = new ArrayList<>();
    for (Contender one : best) {
      standings.add(Standing.of(standings.size() + 1, one, Measure.MAE));
    }
    return new Contest(DATA, seeds, Measure.MAE, standings);
  }

  /** The sample's architectures as if there had been fewer seeds. */
  private Comparison sample(int seeds, String... failing) throws IOException {
    Comparison whole = SampleComparison.in(folder, "x");
    List<Contender> fewer = new ArrayList<>();
    for (String name : List.of("poor", "good")) {
      Contender all =
          whole.contests().get(0).networks().stream()
              .map(Standing::contender)
              .filter(c -> c.name().equals(name))
              .findFirst()
              .orElseThrow();
      List<Attempt> attempts = new ArrayList<>();
      for (Attempt attempt : all.attempts().subList(0, seeds)) {
        attempts.add(
            List.of(failing).contains(name)
                ? new Attempt.Failed(attempt.seed(), "out of memory")
                : attempt);
      }
      fewer.add(Contender.of(name, attempts));
    }
    Contest contest = Contest.of(DATA, seeds, fewer);
    return new Comparison(whole.folder(), whole.config(), List.of(contest));
  }

  @Test
  void anArchitectureThatABaselineBeatsIsNoPlainWinner() {
    assertThat(Headline.of(errors(1, errors("naive", true, 0.4623), errors("mlp", false, 0.6))))
        .isEqualTo(
            "On x, mlp is the only architecture, but naive (0.4623) is better:"
                + " mean absolute error 0.6000 (1 seed).");
    assertThat(Headline.of(errors(1, errors("mlp", false, 0.6), errors("naive", true, 0.6))))
        .contains("but naive (0.6000) is as good:");
    assertThat(Headline.of(errors(1, errors("mlp", false, 0.5), errors("naive", true, 0.6))))
        .doesNotContain("naive");
  }

  @Test
  void oneSeedHasNeitherAnIntervalNorATest() throws IOException {
    assertThat(Headline.of(sample(1)))
        .startsWith("On x, good comes first of 2 architectures: accuracy ")
        .endsWith(" (1 seed); one seed: no test.");
    assertThat(Headline.of(sample(2))).contains("(mean over 2 seeds, 95 % interval, which says");
    assertThat(Headline.of(sample(3))).contains("(mean over 3 seeds, 95 % interval); ");
  }

  @Test
  void anArchitectureThatNeverFinishedHasNeitherARankNorParameters() throws IOException {
    Comparison comparison = sample(1, "poor");
    assertThat(Headline.of(comparison))
        .startsWith("On x, good is the only one of 2 architectures that finished: accuracy ")
        .endsWith(" (1 seed).");
    JsonNode row = new ObjectMapper().readTree(ComparisonJson.line(comparison, "r"));
    assertThat(row.at("/leaderboard/2/architecture").asText()).isEqualTo("poor");
    assertThat(row.at("/leaderboard/2/rank").isNull()).isTrue();
    assertThat(row.at("/leaderboard/2/parameters").isNull()).isTrue();
    assertThat(ComparisonText.of(comparison, Screen.USUAL))
        .containsPattern("(?m)^ *– +poor +– +– +– +– +–$");
    assertThat(ComparisonTables.markdown(comparison))
        .contains("| – | poor | – | – | – | – | 0 of 1 | – | – |");
    assertThat(ComparisonTables.csv(comparison))
        .containsPattern("(?m)^x,,poor,false,accuracy,,,,,macroF1,,0,,,,.*out of memory$");
    assertThat(HtmlPage.render(ComparisonPage.of(comparison, Optional.empty())))
        .contains("the only one of 2 architectures that finished");
  }

  @Test
  void aColumnHasTheSameDecimalsInEveryRow() {
    Contest contest =
        errors(
            3,
            errors("a", false, 12.6, 12.7, 12.83),
            errors("b", true, 14.7),
            errors("c", true, 18.3));
    Leaderboard board = new Leaderboard(contest);
    assertThat(board.brief().rows().stream().map(row -> row.get(2).text()))
        .containsExactly("12.71", "14.70", "18.30");
    assertThat(board.brief().rows().get(0).get(3).text()).isEqualTo("0.29");
    assertThat(new Leaderboard(errors(1, errors("a", false, 0.00012345))).figure(0.00012345))
        .isEqualTo("0.0001235");
    // a narrow interval is no 0.00
    assertThat(new Leaderboard(errors(2, errors("a", false, 14.7, 14.7002))).figure(0.0013))
        .isEqualTo("0.001");
  }

  @Test
  void withoutASeasonTheSeasonalNaiveForecastIsNoSecondRow() {
    Errors naive = new Errors(1, 2, 3);
    assertThat(Baselines.naive(figures(naive, new Errors(1, 2, 3)))).containsOnlyKeys("naive");
    assertThat(Baselines.naive(figures(naive, new Errors(1, 2, 2.5))))
        .containsOnlyKeys("naive", "seasonal naive");
  }

  private static ForecastFigures figures(Errors naive, Errors seasonal) {
    return new ForecastFigures(
        Map.of("model", naive, "naive", naive, "seasonalNaive", seasonal),
        0.9,
        0.9,
        List.of(),
        1,
        Map.of(),
        "month");
  }

  @Test
  void accuraciesHaveNoMeanWithErrorsInOtherUnits() throws IOException {
    Comparison classes = SampleComparison.in(folder, "x", "y");
    assertThat(json(classes).at("/leaderboard/0/accuracyMean").isNumber()).isTrue();
    List<Contender> numbers = new ArrayList<>();
    for (String name : List.of("poor", "broken", "good")) { // the best in front
      double error = 1 + numbers.size();
      List<Attempt> attempts =
          classes.contests().get(0).networks().stream()
              .map(Standing::contender)
              .filter(c -> c.name().equals(name))
              .findFirst()
              .orElseThrow()
              .attempts();
      Contender plain = errors(name, false, error, error + 0.1);
      numbers.add(new Contender(name, false, plain.scores(), attempts));
    }
    Contest other = errors(2, numbers.toArray(Contender[]::new));
    Comparison mixed =
        new Comparison(
            classes.folder(), classes.config(), List.of(classes.contests().get(0), other));
    JsonNode board = json(mixed).get("leaderboard");
    assertThat(board.get(0).has("meanRank")).isTrue();
    assertThat(board.get(0).has("accuracyMean")).isFalse();
    List<String> order = new ArrayList<>();
    board.forEach(row -> order.add(row.get("architecture").asText()));
    assertThat(
            RankSection.blocks(mixed).stream()
                .filter(Table.class::isInstance)
                .flatMap(block -> ((Table) block).rows().stream())
                .map(row -> row.get(0).text()))
        .containsExactlyElementsOf(order);
  }

  private static JsonNode json(Comparison comparison) throws IOException {
    return new ObjectMapper().readTree(ComparisonJson.line(comparison, "r"));
  }
}
