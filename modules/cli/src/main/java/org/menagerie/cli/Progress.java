package org.menagerie.cli;

import java.util.Locale;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.Epoch;
import org.menagerie.core.Score;
import org.menagerie.core.TrainingListener;

/** Training as a person follows it: a bar on a terminal, plain lines elsewhere. */
final class Progress implements TrainingListener, AutoCloseable {
  private static final double SECONDS_BETWEEN_LINES = 2;

  private final Console console;
  private final int epochs;
  private final ProgressBar bar;
  private long lastLine;
  private Epoch last;
  private int lastShown;

  Progress(Console console, int epochs, int done) {
    this.console = console;
    this.epochs = epochs;
    this.lastLine = System.nanoTime();
    this.bar = console.interactive() ? bar(console, epochs, done) : null;
  }

  private static ProgressBar bar(Console console, int epochs, int done) {
    ProgressBar bar =
        console
            .bar("training", " epochs", 1000)
            .setInitialMax(1000L * epochs)
            .continuousUpdate()
            .build();
    bar.stepTo(1000L * done);
    return bar;
  }

  @Override
  public void onStep(int epoch, int step, int steps) {
    if (bar != null) {
      bar.stepTo(1000L * (epoch - 1) + 1000L * step / steps);
    }
  }

  @Override
  public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
    last = epoch;
    if (bar != null) {
      bar.setExtraMessage(" " + brief(epoch.validation()));
    } else if ((System.nanoTime() - lastLine) / 1e9 >= SECONDS_BETWEEN_LINES) {
      line(epoch);
    }
    return Decision.CONTINUE;
  }

  @Override
  public void onEnd(Supplier<Checkpoint> checkpoint) {
    if (bar == null && last != null && last.number() != lastShown) {
      line(last);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private void line(Epoch epoch) {
    lastLine = System.nanoTime();
    lastShown = epoch.number();
    console.note(
        String.format(
            Locale.ROOT,
            "epoch %d/%d  train loss %.4f  %s  %.2f s/epoch",
            epoch.number(),
            epochs,
            epoch.trainLoss(),
            scores(epoch),
            epoch.seconds()));
  }

  private static String scores(Epoch epoch) {
    Score score = epoch.validation();
    String loss = String.format(Locale.ROOT, "validation loss %.4f", score.loss());
    return score instanceof Score.Classification c
        ? loss + String.format(Locale.ROOT, " accuracy %.4f", c.accuracy())
        : loss;
  }

  private static String brief(Score score) {
    return score instanceof Score.Classification c
        ? String.format(Locale.ROOT, "accuracy %.3f", c.accuracy())
        : String.format(Locale.ROOT, "loss %.4g", score.loss());
  }
}
