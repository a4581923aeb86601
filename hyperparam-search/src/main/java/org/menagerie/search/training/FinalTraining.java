package org.menagerie.search.training;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.menagerie.cli.Experiment;
import org.menagerie.core.Backend;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.Epoch;
import org.menagerie.core.Examples;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Splits;
import org.menagerie.core.TrainingListener;
import org.menagerie.report.RunSummary;

/**
 * The best configuration trained once more, on training and validation part, for as many epochs as
 * the trial had found best, and scored once on the test part.
 *
 * <p>The run's config.yaml is the trial's: {@code train --config} trains on the training part alone
 * and stops by the validation part.
 */
public final class FinalTraining {
  private FinalTraining() {}

  /** Trains into the folder, with the study's own seed. */
  public static RunSummary run(
      TrainingObjective objective,
      Map<String, String> values,
      int epochs,
      long seed,
      RunFolder folder,
      Backend backend)
      throws IOException {
    Experiment best = objective.experiment(values, seed);
    Splits splits = best.splits();
    Examples all = new JoinedExamples(splits.train(), splits.validation());
    TrainingListener stop =
        new TrainingListener() {
          @Override
          public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
            return epoch.number() >= epochs ? Decision.STOP : Decision.CONTINUE;
          }
        };
    Closeable lock = folder.lock();
    try (lock) {
      return best.with(new Splits(all, all, splits.test()))
          .run(folder, backend, Optional.empty(), Optional.empty(), stop);
    }
  }
}
