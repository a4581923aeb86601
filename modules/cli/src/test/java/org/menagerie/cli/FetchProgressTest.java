package org.menagerie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.menagerie.data.Datasets;
import org.menagerie.data.FetchListener;
import org.menagerie.data.Fetchable;

class FetchProgressTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aLineWhereNobodyWatches() {
    fetch(false);
    assertThat(err.toString(UTF_8)).isEqualTo(String.format("fetching mnist (12 MB)%n"));
    assertThat(out.size()).isZero();
  }

  @Test
  void aBarOnATerminal() {
    fetch(true);
    assertThat(err.toString(UTF_8)).contains("fetching mnist").contains("6/12 MB");
    assertThat(out.size()).isZero();
  }

  @Test
  void theProgramsListen() {
    assertThat(ServiceLoader.load(FetchListener.class))
        .hasExactlyElementsOfTypes(FetchProgress.class);
  }

  private void fetch(boolean interactive) {
    Console console = new Console(new PrintStream(out), new PrintStream(err), interactive);
    FetchProgress progress = new FetchProgress(console);
    Fetchable mnist = Datasets.fetchable().get(0);
    progress.onProgress(mnist, 0);
    progress.onProgress(mnist, 6_000_000);
    progress.onEnd(mnist);
  }
}
