package org.menagerie.cnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.HyperParameter.Real;
import org.menagerie.core.Initializer;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/** What the architectures of this module have in common: their plan and what is worth searching. */
final class PicturePlan {
  private PicturePlan() {}

  static boolean accepts(Task task) {
    return !task.target().perStep();
  }

  /** Fewer epochs the more examples there are, down one learning-rate cycle to its end. */
  static TrainingPlan of(Task task) {
    int epochs = (int) Math.max(10, Math.min(60, 470 / Math.cbrt(task.examples())));
    return TrainingPlan.of(task.target())
        .with(
            Map.of(
                "epochs", Integer.toString(epochs),
                "batch-size", Integer.toString(batchSize(task.examples())),
                "optimizer", "adam",
                "learning-rate", "0.005",
                "schedule", "one-cycle",
                "l2", "0.0001",
                "patience", "0")); // the last epochs of a cycle are its best
  }

  private static int batchSize(int examples) {
    return Math.max(8, Math.min(64, Integer.highestOneBit(Math.max(1, examples / 16))));
  }

  /** The architecture's own options, then those of the plan. */
  static List<HyperParameter> searched(HyperParameter... own) {
    List<HyperParameter> all = new ArrayList<>(List.of(own));
    all.add(new HyperParameter("dropout", new Real(0, 0.5, false)));
    all.add(new HyperParameter("learning-rate", new Real(3e-4, 3e-2, true)));
    all.add(new HyperParameter("l2", new Real(1e-6, 1e-2, true)));
    all.add(new HyperParameter("batch-size", new Choice(List.of("16", "32", "64", "128"))));
    return List.copyOf(all);
  }

  /** A graph with everything that the plan decides. */
  static GraphBuilder graph(TrainingPlan plan, Task task, Initializer initializer) {
    return plan.network(task).weightInit(initializer.dl4j()).graphBuilder();
  }
}
