package org.menagerie.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.testkit.HeadlessBrowser;
import org.menagerie.testkit.HeadlessBrowser.Visit;

/** The page of a run in a real browser: drawn, used, narrow and wide. */
@Tag("browser")
class RunPageIT {
  // runs in each frame, as a reader would: order a table, change the theme, look for overflow
  private static final String READER =
      """
      <script>
      addEventListener("load", () => setTimeout(() => {
        const table = [...document.querySelectorAll("table.sortable")].pop();
        const column = () => [...table.tBodies[0].rows].map(row => +row.cells[3].textContent);
        const button = table.tHead.rows[0].cells[3].querySelector("button");
        button.click();
        const up = column();
        button.click();
        const down = column();
        const theme = document.querySelector("button.theme");
        const paper = () => getComputedStyle(document.body).backgroundColor;
        theme.click();
        const light = paper();
        theme.click();
        const root = document.documentElement;
        const overflow = root.scrollWidth - root.clientWidth;
        const drawn = [...document.querySelectorAll(".chart")]
          .filter(chart => chart.querySelector("svg path")).length;
        parent.postMessage({ width: innerWidth, overflow, drawn,
          charts: document.querySelectorAll(".chart").length,
          sorted: up.every((x, i) => i === 0 || up[i - 1] <= x)
            && down.every((x, i) => i === 0 || down[i - 1] >= x),
          theme: light !== paper() }, "*");
      }, 300));
      </script></body>""";

  private static final String FRAMES =
      """
      <!DOCTYPE html><body><p id="said"></p><script>
      addEventListener("message", e => { said.textContent += JSON.stringify(e.data) + ";"; });
      </script>
      <iframe src="used.html" style="width:400px;height:800px"></iframe>
      <iframe src="used.html" style="width:1280px;height:800px"></iframe></body>""";

  @TempDir private Path folder;

  @Test
  void aRunsPageWorksWithoutErrorsOrNetworkAndFitsNarrowAndWideScreens() throws Exception {
    RunContext run = SampleRun.classes(folder);
    String html = HtmlPage.render(RunPage.of(run.results(), Optional.of(run), ""));
    Path file = Files.writeString(folder.resolve("page.html"), html);
    HeadlessBrowser browser = HeadlessBrowser.orSkip();
    Visit visit = browser.open(file, Files.createDirectory(folder.resolve("a")));
    assertThat(visit.consoleErrors()).isEmpty();
    assertThat(visit.requests()).isEmpty();
    assertThat(visit.dom()).contains("data-charts=\"9\"").doesNotContain("<title>x");

    // the page's policy would stop the reader's script
    int end = html.lastIndexOf("</body>"); // the chart library holds the tag too
    String used = html.substring(0, end).replaceFirst("<meta http-equiv=[^>]*>", "") + READER;
    Files.writeString(folder.resolve("used.html"), used);
    Path frames = Files.writeString(folder.resolve("frames.html"), FRAMES);
    Visit uses = browser.open(frames, Files.createDirectory(folder.resolve("b")));
    assertThat(uses.consoleErrors()).isEmpty();
    for (int width : new int[] {400, 1280}) {
      assertThat(uses.dom())
          .contains(
              "{\"width\":"
                  + width
                  + ",\"overflow\":0,\"drawn\":9,\"charts\":9,\"sorted\":true,\"theme\":true}");
    }
  }
}
