package org.menagerie.cnn;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.menagerie.core.Architecture;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.HyperParameter.Real;
import org.menagerie.core.Initializer;
import org.menagerie.core.InputShape;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;

/**
 * What the architectures of this module have in common: the data they take, their plan and what of
 * it is worth searching.
 */
abstract sealed class PictureArchitecture<C extends Record> implements Architecture<C>
    permits Cnn, LeNet, Plain, ResNet {
  private static final List<HyperParameter> PLANNED =
      List.of(
          new HyperParameter("dropout", new Real(0, 0.5, false)),
          new HyperParameter("learning-rate", new Real(3e-4, 3e-2, true)),
          new HyperParameter("l2", new Real(1e-6, 1e-2, true)),
          choice("batch-size", "16", "32", "64", "128"));

  private final String name;
  private final String summary;
  private final List<HyperParameter> hyperParameters;

  /**
   * An architecture.
   *
   * @param own which of its own options are worth searching
   */
  PictureArchitecture(String name, String summary, HyperParameter... own) {
    this.name = name;
    this.summary = summary;
    hyperParameters = Stream.concat(Stream.of(own), PLANNED.stream()).toList();
  }

  static HyperParameter choice(String key, String... values) {
    return new HyperParameter(key, new Choice(List.of(values)));
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final boolean accepts(Task task) {
    return !task.target().perStep();
  }

  @Override
  public final Set<String> idle(InputShape input) {
    boolean steps = input instanceof InputShape.Sequence || input instanceof InputShape.Tokens;
    return steps ? Set.of() : Set.of("embedding");
  }

  /** Fewer epochs the more examples there are, down one learning-rate cycle to its end. */
  @Override
  public final TrainingPlan plan(Task task) {
    int epochs = (int) Math.max(8, Math.min(60, 3_150 / Math.pow(task.examples(), 0.6)));
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

  @Override
  public final List<HyperParameter> hyperParameters() {
    return hyperParameters;
  }

  /** A graph with everything that the plan decides, ready to be stacked upon the input. */
  static PictureStack stack(TrainingPlan plan, Task task, Initializer initializer, int embedding) {
    GraphBuilder graph = plan.network(task).weightInit(initializer.dl4j()).graphBuilder();
    return PictureStack.of(graph, task.input(), embedding);
  }
}
