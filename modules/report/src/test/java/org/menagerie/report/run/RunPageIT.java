package org.menagerie.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.testkit.HeadlessBrowser;
import org.menagerie.testkit.PageProbe;

/** The page of a run in a real browser: drawn, used, narrow, wide and on paper. */
@Tag("browser")
class RunPageIT {
  @TempDir private Path folder;
  @TempDir private Path scratch;

  @Test
  void aRunsPageWorksOnTelephonesDesksAndPaper() throws Exception {
    RunContext run = SampleRun.classes(folder);
    String html = HtmlPage.render(RunPage.of(run.results(), Optional.of(run), ""));
    String dom = PageProbe.read(HeadlessBrowser.orSkip(), html, scratch);
    assertThat(dom).contains("data-charts=\"9\"").doesNotContain("<title>x");
  }
}
