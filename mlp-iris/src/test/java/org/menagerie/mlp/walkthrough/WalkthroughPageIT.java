package org.menagerie.mlp.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.testkit.HeadlessBrowser;
import org.menagerie.testkit.PageProbe;
import picocli.CommandLine;

/** All lessons as one page in a real browser. */
@Tag("browser")
class WalkthroughPageIT {
  @TempDir private Path folder;

  @Test
  void thePageOpensWithoutErrorsOrNetwork() throws Exception {
    HeadlessBrowser browser = HeadlessBrowser.orSkip();
    Path file = folder.resolve("all.html");
    int exit = new CommandLine(new WalkthroughCommand()).execute("all", "--html", file.toString());
    assertThat(exit).isZero();
    assertThat(Files.size(file)).isLessThan(3_000_000);
    String dom = PageProbe.read(browser, Files.readString(file), folder);
    int places = dom.split("class=\"chart\"", -1).length - 1;
    assertThat(places).isGreaterThan(20);
    assertThat(dom).contains("data-charts=\"" + places + "\"");
  }
}
