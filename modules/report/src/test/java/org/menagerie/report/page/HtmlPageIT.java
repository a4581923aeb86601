package org.menagerie.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.testkit.HeadlessBrowser;
import org.menagerie.testkit.HeadlessBrowser.Visit;
import org.menagerie.testkit.PageProbe;

/** A page in a real browser, and proof that the browser would tell of a fault. */
@Tag("browser")
class HtmlPageIT {
  @TempDir private Path folder;

  @Test
  void aPageOpensWithoutErrorsOrNetworkAndDrawsItsCharts() throws Exception {
    String html = HtmlPage.render(SamplePage.page());
    String dom = PageProbe.read(HeadlessBrowser.orSkip(), html, folder);
    assertThat(dom).contains("data-charts=\"5\"").contains("<svg");
  }

  @Test
  void whatIsTooWideForPaperOrBreaksAWordWouldBeSeen() throws Exception {
    HeadlessBrowser browser = HeadlessBrowser.orSkip();
    String wide =
        """
        <!DOCTYPE html><head><style>td { width: 1rem } span { word-break: break-all }
        @media print { p { width: 900px } }</style></head>
        <body><p>long</p><table><tr><td><span>complete</span></td></tr></table></body>""";
    assertThatThrownBy(() -> PageProbe.read(browser, wide, folder))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("broken: complete");
    String paper = wide.replace("break-all", "normal");
    Path scratch = Files.createDirectory(folder.resolve("paper"));
    assertThatThrownBy(() -> PageProbe.read(browser, paper, scratch))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("paper: wider by 1");
  }

  @Test
  void aScriptErrorAndARequestWouldBeSeen() throws Exception {
    Path file = folder.resolve("faulty.html");
    Files.writeString(
        file, "<img src='http://nowhere.invalid/picture.png'><script>missing();</script>");
    Visit visit = HeadlessBrowser.orSkip().open(file, Files.createDirectory(folder.resolve("b")));
    assertThat(visit.consoleErrors()).anyMatch(line -> line.contains("missing is not defined"));
    assertThat(visit.requests()).anyMatch(line -> line.contains("nowhere.invalid"));
  }

  @Test
  void thePolicyStopsAForeignScriptAndARequest() throws Exception {
    Path file = folder.resolve("changed.html");
    String foreign = "<img src='http://nowhere.invalid/p.png'><script>document.title='x'</script>";
    String page = HtmlPage.render(SamplePage.page()).replace("<main>", "<main>" + foreign);
    Files.writeString(file, page);
    Visit visit = HeadlessBrowser.orSkip().open(file, Files.createDirectory(folder.resolve("c")));
    assertThat(visit.requests()).isEmpty();
    assertThat(visit.dom()).doesNotContain("<title>x</title>");
    assertThat(visit.consoleErrors()).anyMatch(line -> line.contains("Content Security Policy"));
  }
}
