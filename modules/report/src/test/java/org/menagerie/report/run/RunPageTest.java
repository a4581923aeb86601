package org.menagerie.report.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;
import org.menagerie.report.Predictions;
import org.menagerie.report.UpdateRatios;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.report.page.Note;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Paragraph;

class RunPageTest {
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script.*?</script>");

  @TempDir private Path folder;

  @Test
  void figuresAreThoseOfTheJsonAndOfTheSavedPredictions() throws IOException {
    RunContext run = SampleRun.classes(folder);
    JsonNode json =
        new ObjectMapper()
            .readTree(run.results().folder().file(RunFolder.METRICS_JSON).toFile())
            .get("test");
    var predictions = (Predictions.OfClasses) run.results().predictions();
    int n = predictions.truth().length;
    long[][] counts = new long[3][3];
    double loss = 0;
    for (int i = 0; i < n; i++) {
      counts[predictions.truth()[i]][predictions.predicted()[i]]++;
      loss -= Math.log(predictions.truthProbability()[i]) / n;
    }
    double accuracy = (double) (counts[0][0] + counts[1][1] + counts[2][2]) / n;
    assertThat(new ObjectMapper().valueToTree(counts).toString())
        .isEqualTo(json.get("confusion").toString());
    assertThat(json.get("accuracy").asDouble()).isEqualTo(accuracy);
    assertThat(json.get("loss").asDouble()).isCloseTo(loss, within(1e-5));
    assertThat(html(run)).contains(String.format(Locale.ROOT, ">%.4f</dd>", accuracy));
  }

  @Test
  void errorsOfNumbersAreThoseOfTheSavedPredictions() throws IOException {
    RunContext run = SampleRun.values(folder);
    var score = (Score.Regression) run.results().summary().test();
    var predictions = (Predictions.OfValues) run.results().predictions();
    int n = predictions.truth().length;
    double mae = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double error = predictions.predicted()[i][0] - predictions.truth()[i][0];
      mae += Math.abs(error) / n;
      squares += error * error / n;
    }
    assertThat(mae).isCloseTo(score.mae(), within(1e-4 * mae));
    assertThat(Math.sqrt(squares)).isCloseTo(score.rmse(), within(1e-4 * mae));
    assertThat(html(run)).contains("Predicted against true");
  }

  @Test
  void keysAreLinesOfTheFile() throws IOException {
    RunContext run = SampleRun.classes(folder);
    assertThat(run.results().predictions().keyName()).isEqualTo("line");
    assertThat(run.results().predictions().keys().stream().map(Integer::parseInt))
        .doesNotHaveDuplicates()
        .allMatch(line -> line >= 2 && line <= 301);
    assertThat(run.name(0)).isEqualTo("line " + run.results().predictions().keys().get(0));
  }

  @Test
  void hostileNamesAppearAsText() throws IOException {
    String html = html(SampleRun.classes(folder));
    assertThat(html).doesNotContain("<script>alert", "<b>", "<!-- &");
    assertThat(SCRIPT.matcher(html).replaceAll(""))
        .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!-- &amp; &quot;&#39;")
        .contains("=1+&quot;1&quot;,2")
        .contains("<span dir=\"auto\">label</span>") // what the configuration says of the data
        .contains("\u2068" + SampleRun.RIGHT_TO_LEFT + "\u2069");
  }

  @Test
  void theRunReadsBackAsItWasWritten() throws IOException {
    RunResults results = SampleRun.classes(folder).results();
    assertThat(results.summary().provenance().plan().epochs()).isEqualTo(6);
    assertThat(results.summary().provenance().settings()).containsEntry("hidden", 8);
    assertThat(results.history()).hasSize(6);
    var score = (Score.Classification) results.summary().test();
    assertThat(score.labels())
        .containsExactlyInAnyOrder(SampleRun.HTML, SampleRun.FORMULA, SampleRun.RIGHT_TO_LEFT);
  }

  @Test
  void everyLayerHasARatioInEveryEpoch() throws IOException {
    List<UpdateRatios.Line> updates = SampleRun.classes(folder).results().updates();
    assertThat(updates).hasSize(12).allMatch(line -> line.ratio() > 0 && line.ratio() < 1);
    assertThat(updates.get(10).layer()).isEqualTo("<hidden>");
    assertThat(updates.get(11).epoch()).isEqualTo(6);
  }

  @Test
  void aSectionThatFailsIsReplacedByALine() throws IOException {
    RunContext run = SampleRun.classes(folder);
    Page page =
        RunPage.of(run.results(), Optional.of(run), "", List.of(new Faulty(), new Refusing()));
    var failed =
        page.sections().stream().filter(s -> s.title().equals("Faulty")).findFirst().orElseThrow();
    assertThat(failed.blocks()).hasSize(1).first().isInstanceOf(Note.class);
    assertThat(page.sections()).noneMatch(section -> section.title().equals("Refusing"));
    assertThat(page.sections().get(page.sections().size() - 1).title())
        .isEqualTo("Configuration and origin");
  }

  @Test
  void withoutItsDataAPageStillShowsWhatTheFolderTells() throws IOException {
    RunResults results = SampleRun.classes(folder).results();
    Page page = RunPage.of(results, Optional.empty(), "../run/");
    assertThat(page.sections().stream().map(Page.Section::title))
        .contains("Learning curves", "Confusion", "Confidence")
        .doesNotContain("Hardest test examples");
    assertThat(HtmlPage.render(page)).contains("href=\"./../run/metrics.csv\"");
  }

  @Test
  void aPageStaysBelowThreeMegabytes() throws IOException {
    assertThat(html(SampleRun.classes(folder)).getBytes(UTF_8)).hasSizeLessThan(3_000_000);
  }

  private static String html(RunContext run) {
    return HtmlPage.render(RunPage.of(run.results(), Optional.of(run), ""));
  }

  private static final class Faulty implements RunSection {
    @Override
    public String title() {
      return "Faulty";
    }

    @Override
    public boolean accepts(RunContext run) {
      return true;
    }

    @Override
    public List<Block> blocks(RunContext run) {
      throw new IllegalStateException("no");
    }
  }

  private static final class Refusing implements RunSection {
    @Override
    public String title() {
      return "Refusing";
    }

    @Override
    public boolean accepts(RunContext run) {
      return false;
    }

    @Override
    public List<Block> blocks(RunContext run) {
      return List.of(new Paragraph("never"));
    }
  }
}
