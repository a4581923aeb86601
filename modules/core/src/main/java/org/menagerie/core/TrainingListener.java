package org.menagerie.core;

import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Hears how training goes, on the thread that trains. */
public interface TrainingListener {

  /** What is to follow an epoch. */
  enum Decision {
    CONTINUE,
    STOP
  }

  /** A listener that hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * An update has been made.
   *
   * @param step updates done in this epoch
   * @param steps updates in an epoch
   */
  default void onStep(int epoch, int step, int steps) {}

  /**
   * The last update of an epoch has been made, and the validation part not yet been scored.
   *
   * @param network whose gradient array holds that update: what was taken from the parameters
   */
  default void onLastUpdate(int epoch, ComputationGraph network) {}

  /**
   * An epoch has ended.
   *
   * @param checkpoint the whole state of training, copied when asked for
   */
  default Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
    return Decision.CONTINUE;
  }

  /**
   * Training has ended, unless by an exception; {@code checkpoint} is its state after the last
   * epoch.
   */
  default void onEnd(Supplier<Checkpoint> checkpoint) {}

  /** Both, one after the other; either may stop the training. */
  default TrainingListener and(TrainingListener other) {
    TrainingListener first = this;
    return new TrainingListener() {
      @Override
      public void onStep(int epoch, int step, int steps) {
        first.onStep(epoch, step, steps);
        other.onStep(epoch, step, steps);
      }

      @Override
      public void onLastUpdate(int epoch, ComputationGraph network) {
        first.onLastUpdate(epoch, network);
        other.onLastUpdate(epoch, network);
      }

      @Override
      public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
        Decision mine = first.onEpoch(epoch, checkpoint);
        Decision others = other.onEpoch(epoch, checkpoint);
        return mine == Decision.STOP ? mine : others;
      }

      @Override
      public void onEnd(Supplier<Checkpoint> checkpoint) {
        first.onEnd(checkpoint);
        other.onEnd(checkpoint);
      }
    };
  }
}
