package org.menagerie.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.report.page.HtmlPage;
import org.menagerie.report.page.Page;
import org.menagerie.testkit.HeadlessBrowser;
import org.menagerie.testkit.HeadlessBrowser.Visit;

/** The page of a comparison in a real browser: drawn, used, narrow and wide. */
@Tag("browser")
class ComparisonPageIT {
  private static final String READER =
      """
      <script>
      addEventListener("load", () => setTimeout(() => {
        const table = document.querySelector("table.sortable");
        const column = i => [...table.tBodies[0].rows].map(row => row.cells[i].textContent);
        const button = i => table.tHead.rows[0].cells[i].querySelector("button");
        button(1).click();
        const up = column(1).join();
        button(1).click();
        const down = column(1).reverse().join();
        table.tBodies[0].rows[0].cells[3].textContent = "–";
        button(3).click();
        const gap = column(3).pop();
        button(3).click();
        const theme = document.querySelector("button.theme");
        const paper = () => getComputedStyle(document.body).backgroundColor;
        theme.click();
        const light = paper();
        theme.click();
        const root = document.documentElement;
        parent.postMessage({ width: innerWidth, overflow: root.scrollWidth - root.clientWidth,
          undrawn: [...document.querySelectorAll(".chart")]
            .filter(chart => !chart.querySelector("svg path")).length,
          sorted: up === down && up.split(",")[0] === "broken",
          gapLast: gap === "–" && column(3).pop() === "–", theme: light !== paper() }, "*");
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
  void aComparisonsPageWorksWithoutErrorsOrNetworkAndFitsNarrowAndWideScreens() throws Exception {
    Comparison comparison = SampleComparison.in(folder, SampleComparison.HTML);
    Page page = ComparisonPage.of(comparison, Optional.of(SampleComparison.EXAMPLES));
    String html = HtmlPage.render(page);
    Path file = Files.writeString(folder.resolve("page.html"), html);
    HeadlessBrowser browser = HeadlessBrowser.orSkip();
    Visit visit = browser.open(file, Files.createDirectory(folder.resolve("a")));
    assertThat(visit.consoleErrors()).isEmpty();
    assertThat(visit.requests()).isEmpty();
    assertThat(visit.dom()).contains("data-charts=\"" + page.charts().size() + "\"");

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
                  + ",\"overflow\":0,\"undrawn\":0,\"sorted\":true,\"gapLast\":true,\"theme\":true}");
    }
  }
}
