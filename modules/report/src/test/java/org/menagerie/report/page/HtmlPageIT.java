package org.menagerie.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.testkit.HeadlessBrowser;
import org.menagerie.testkit.HeadlessBrowser.Visit;

/** A page in a real browser, and proof that the browser would tell of a fault. */
@Tag("browser")
class HtmlPageIT {
  @TempDir private Path folder;

  @Test
  void aPageOpensWithoutErrorsOrNetworkAndDrawsItsCharts() throws Exception {
    Path file = folder.resolve("page.html");
    HtmlPage.write(SamplePage.page(), file);
    Visit visit = HeadlessBrowser.orSkip().open(file, Files.createDirectory(folder.resolve("a")));
    assertThat(visit.consoleErrors()).isEmpty();
    assertThat(visit.requests()).isEmpty();
    assertThat(visit.dom()).contains("data-charts=\"5\"").contains("<svg");
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
