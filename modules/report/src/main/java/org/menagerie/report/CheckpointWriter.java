package org.menagerie.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.Epoch;
import org.menagerie.core.RunFolder;
import org.menagerie.core.TrainingListener;

/**
 * Keeps checkpoint.zip fresh without slowing training: at most a twentieth of the time goes into
 * writing. Epochs since the last write are trained again on resume, and end in the same weights.
 */
public final class CheckpointWriter implements TrainingListener {
  private static final double LONGEST_SHARE = 0.05;
  private static final double SHORTEST_INTERVAL = 0.5; // seconds

  private final RunFolder run;
  private long lastWrite = System.nanoTime();
  private double interval = SHORTEST_INTERVAL;

  /** For a run's folder. */
  public CheckpointWriter(RunFolder run) {
    this.run = run;
  }

  /** The checkpoint of a run; none where it was interrupted before the first. */
  public static Optional<Checkpoint> read(RunFolder run) throws IOException {
    if (!run.has(RunFolder.CHECKPOINT)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(run.file(RunFolder.CHECKPOINT))) {
      return Optional.of(Checkpoint.read(in));
    }
  }

  @Override
  public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
    long now = System.nanoTime();
    if ((now - lastWrite) / 1e9 >= interval) {
      write(checkpoint.get());
    }
    return Decision.CONTINUE;
  }

  @Override
  public void onEnd(Supplier<Checkpoint> checkpoint) {
    write(checkpoint.get());
  }

  private void write(Checkpoint checkpoint) {
    long start = System.nanoTime();
    try {
      run.force(RunFolder.METRICS_CSV); // or lines before the checkpoint could be missing
      run.write(RunFolder.CHECKPOINT, checkpoint::write);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + run.file(RunFolder.CHECKPOINT), e);
    }
    lastWrite = System.nanoTime();
    interval = Math.max(SHORTEST_INTERVAL, (lastWrite - start) / 1e9 / LONGEST_SHARE);
  }
}
