package org.menagerie.cli;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.menagerie.data.FetchListener;
import org.menagerie.data.Fetchable;

/** Fetching as a person follows it: a bar on a terminal, one line elsewhere. */
public final class FetchProgress implements FetchListener {
  private static final long MEGABYTE = 1_000_000;

  private final Console console;
  private ProgressBar bar;

  /** On the process's own streams. */
  public FetchProgress() {
    this(Console.system());
  }

  FetchProgress(Console console) {
    this.console = console;
  }

  @Override
  public void onProgress(Fetchable set, long bytes) {
    if (bytes == 0) {
      begin(set);
    } else if (bar != null) {
      bar.stepTo(bytes);
    }
  }

  private void begin(Fetchable set) {
    onEnd(set); // of the address before
    if (console.interactive()) {
      bar =
          console
              .bar("fetching " + set.name(), " MB", MEGABYTE)
              .setInitialMax(MEGABYTE * set.megabytes())
              .build();
    } else {
      console.note(String.format(Locale.ROOT, "fetching %s (%d MB)", set.name(), set.megabytes()));
    }
  }

  @Override
  public void onEnd(Fetchable set) {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
