package org.menagerie.rnn;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.HyperParameter.Real;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/**
 * Options that suit the size and kind of the data.
 *
 * @param directions 1, or 2 for layers that read from both ends
 */
record Defaults(Task task, int directions) {
  private static final double SMALL = 700; // examples, up to which 100 epochs are worth their time
  private static final double MOST_EPOCHS = 300; // of few series
  private static final int FEW = 2_000;
  private static final int WORTH_THE_END = 5_000;
  private static final double TOKEN_DROPOUT = 0.2;
  private static final double PRIOR = 0.07;

  /** Whether an input has steps of its own. */
  static boolean hasSteps(InputShape input) {
    return input instanceof InputShape.Sequence || input instanceof InputShape.Tokens;
  }

  /** Options of other inputs than this. */
  static Set<String> idle(InputShape input) {
    if (input instanceof InputShape.Tokens) {
      return Set.of("step-size");
    }
    return input instanceof InputShape.Features
        ? Set.of("embedding", "token-dropout")
        : Set.of("embedding", "token-dropout", "step-size");
  }

  List<Integer> units() {
    return List.of((task.examples() < FEW ? 64 : 128) / directions);
  }

  Pooling pooling() {
    return task.target() instanceof Target.Values ? Pooling.LAST : Pooling.MEAN_MAX;
  }

  double dropout() {
    return task.examples() < FEW ? 0.3 : 0.1;
  }

  int embedding() {
    return 16;
  }

  /** Symbols missing here and there make many texts of few; what comes next depends on each. */
  double tokenDropout() {
    return task.target().perStep() ? 0 : TOKEN_DROPOUT;
  }

  /** About as many steps as values in a step: the rows of a square. */
  int stepSize() {
    return (int) Math.ceil(Math.sqrt(task.input().values()));
  }

  TrainingPlan plan() {
    int batchSize =
        Math.max(16, Math.min(128, Integer.highestOneBit(Math.max(1, task.examples() / 32))));
    int epochs = epochs();
    return TrainingPlan.of(task.target())
        .with(
            Map.of(
                "epochs", Integer.toString(epochs),
                "batch-size", Integer.toString(batchSize),
                "learning-rate", "0.005",
                "schedule", "one-cycle",
                "clip-norm", "1",
                "l2", Double.toString(l2()),
                // the cycle's end, where the rate falls to 0, is worth its time on few examples
                "patience",
                    Integer.toString(
                        task.examples() < WORTH_THE_END ? 0 : Math.max(10, epochs / 3))));
  }

  // more examples need more updates, but not as many more; few series, which .ts files have mixed
  // anew in each epoch, are worth as many updates as some hundreds
  private int epochs() {
    double size = SMALL / task.examples();
    boolean classified =
        task.input() instanceof InputShape.Sequence && task.target() instanceof Target.Classes;
    double few = classified ? Math.min(MOST_EPOCHS, 100 * size) : 100;
    return (int) Math.max(20, size > 1 ? few : 100 * Math.sqrt(size));
  }

  /** A prior on the weights: the more examples there are, the less it counts beside them. */
  private double l2() {
    return Math.max(1e-5, Math.min(3e-4, PRIOR / task.examples()));
  }

  static List<HyperParameter> hyperParameters() {
    return List.of(
        new HyperParameter("units", new Choice(List.of("32", "64", "128", "64,64", "128,128"))),
        new HyperParameter(
            "pooling", new Choice(List.of("last", "mean", "max", "mean-max", "attention"))),
        new HyperParameter("dropout", new Real(0, 0.6, false)),
        new HyperParameter("token-dropout", new Real(0, 0.5, false)),
        new HyperParameter("learning-rate", new Real(1e-4, 2e-2, true)),
        new HyperParameter("l2", new Real(1e-6, 1e-2, true)),
        new HyperParameter("batch-size", new Choice(List.of("16", "32", "64", "128"))));
  }
}
