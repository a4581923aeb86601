package org.menagerie.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.report.page.Page;
import org.menagerie.testkit.HeadlessBrowser;
import org.menagerie.testkit.PageProbe;

/** The page of a comparison in a real browser: drawn, used, narrow, wide and on paper. */
@Tag("browser")
class ComparisonPageIT {
  @TempDir private Path folder;
  @TempDir private Path scratch;

  @Test
  void aComparisonsPageWorksOnTelephonesDesksAndPaper() throws Exception {
    Comparison comparison = SampleComparison.in(folder, SampleComparison.HTML);
    works(ComparisonPage.of(comparison, Optional.of(SampleComparison.EXAMPLES)));
  }

  @Test
  void aComparisonOfForecastsDrawsThem() throws Exception {
    Page page = ComparisonPage.of(SampleComparison.forecasts(folder), Optional.empty());
    assertThat(page.charts()).anyMatch(chart -> chart.title().startsWith("Truth and forecast"));
    works(page);
  }

  private void works(Page page) throws Exception {
    String html = HtmlPage.render(page);
    String dom = PageProbe.read(HeadlessBrowser.orSkip(), html, scratch);
    assertThat(dom).contains("data-charts=\"" + page.charts().size() + "\"");
  }
}
