package org.menagerie.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.Epoch;
import org.menagerie.core.TrainingListener;

/** Keeps what a training tells: every epoch and the state after it. */
final class Recorder implements TrainingListener {
  private final List<Epoch> epochs = new ArrayList<>();
  private final List<Checkpoint> checkpoints = new ArrayList<>();

  @Override
  public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
    epochs.add(epoch);
    checkpoints.add(checkpoint.get());
    return Decision.CONTINUE;
  }

  /** The mean training loss of the epochs {@code first} to {@code last}, counted from 1. */
  double meanLoss(int first, int last) {
    return epochs.subList(first - 1, last).stream()
        .mapToDouble(Epoch::trainLoss)
        .average()
        .orElseThrow();
  }

  /** The state after an epoch, counted from 1. */
  Checkpoint checkpoint(int epoch) {
    return checkpoints.get(epoch - 1);
  }

  /** The state after the last epoch. */
  Checkpoint last() {
    return checkpoints.get(checkpoints.size() - 1);
  }
}
