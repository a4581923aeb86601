package org.menagerie.search.training;

import java.io.IOException;
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
 * <p>Nothing is left to validate on: of these epochs the one with the least loss on what it trains
 * on is kept, and the run has no validation scores. Its config.yaml is the trial's: {@code train
 * --config} trains on the training part alone and stops by the validation part.
 */
public final class FinalTraining {
  private FinalTraining() {}

  /** Trains into the folder, which the caller has locked, with the study's own seed. */
  public static RunSummary run(Experiment best, int epochs, RunFolder folder, Backend backend)
      throws IOException {
    Splits splits = best.splits();
    Examples train = splits.train();
    Examples all = train.augmentedAlike(new JoinedExamples(train.plain(), splits.validation()));
    TrainingListener stop =
        new TrainingListener() {
          @Override
          public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
            return epoch.number() >= epochs ? Decision.STOP : Decision.CONTINUE;
          }
        };
    return best.calibrated()
        .with(Splits.withoutValidation(all, splits.test()))
        .run(folder, backend, best.transfer(), Optional.empty(), stop);
  }
}
