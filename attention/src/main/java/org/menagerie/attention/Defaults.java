package org.menagerie.attention;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.HyperParameter.Real;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.kernel.FeedForwardKernel.Hidden;

/** Options that suit the size and kind of the data. */
record Defaults(Task task) {
  /** Width of the hidden values that attention pooling computes its weights from. */
  static final int POOLING_WIDTH = 32;

  private static final int FEW = 2_000;
  private static final int HEADS = 4;

  /** Whether an input has steps of its own. */
  static boolean hasSteps(InputShape input) {
    return input instanceof InputShape.Sequence || input instanceof InputShape.Tokens;
  }

  TransformerConfig transformer(boolean causal) {
    int width = 64;
    return new TransformerConfig(
        2,
        width,
        HEADS,
        0,
        2 * width,
        Hidden.GELU,
        Norm.BEFORE,
        Positions.SINUSOIDAL,
        causal && task.target() instanceof Target.Values ? Pooling.LAST : Pooling.MEAN_MAX,
        few() ? 0.2 : 0.1,
        0.1,
        stepSize());
  }

  LstmAttentionConfig lstmAttention() {
    return new LstmAttentionConfig(
        List.of(few() ? 32 : 64), true, POOLING_WIDTH, few() ? 0.3 : 0.1, 16, stepSize());
  }

  TrainingPlan transformerPlan() {
    return plan(0.002, "warmup-cosine");
  }

  TrainingPlan lstmPlan() {
    return plan(0.005, "one-cycle");
  }

  private TrainingPlan plan(double learningRate, String schedule) {
    int epochs = Math.max(15, Math.min(100, 150_000 / task.examples()));
    int batchSize =
        Math.max(16, Math.min(64, Integer.highestOneBit(Math.max(1, task.examples() / 32))));
    return TrainingPlan.of(task.target())
        .with(
            Map.of(
                "epochs", Integer.toString(epochs),
                "batch-size", Integer.toString(batchSize),
                "learning-rate", Double.toString(learningRate),
                "schedule", schedule,
                "clip-norm", "1",
                "l2", "0.00001",
                "patience", Integer.toString(Math.max(10, epochs / 3))));
  }

  private boolean few() {
    return task.examples() < FEW;
  }

  /** About as many steps as values in a step: the rows of a square. */
  private int stepSize() {
    return (int) Math.ceil(Math.sqrt(task.input().values()));
  }

  static List<HyperParameter> transformerHyperParameters(boolean causal) {
    String own = causal ? "last" : "class-token";
    List<HyperParameter> all = new ArrayList<>(shared());
    all.addAll(
        List.of(
            new HyperParameter("blocks", new Choice(List.of("1", "2", "3", "4"))),
            new HyperParameter("width", new Choice(List.of("32", "64", "128", "256"))),
            new HyperParameter("heads", new Choice(List.of("1", "2", "4", "8"))),
            new HyperParameter("norm", new Choice(List.of("before", "after"))),
            new HyperParameter("positions", new Choice(List.of("sinusoidal", "learned", "none"))),
            new HyperParameter(
                "pooling", new Choice(List.of("mean", "mean-max", own, "attention"))),
            new HyperParameter("attention-dropout", new Real(0, 0.4, false))));
    return List.copyOf(all);
  }

  static List<HyperParameter> lstmHyperParameters() {
    List<HyperParameter> all = new ArrayList<>(shared());
    all.add(new HyperParameter("units", new Choice(List.of("32", "64", "128", "64,64"))));
    all.add(new HyperParameter("attention", new Choice(List.of("16", "32", "64"))));
    return List.copyOf(all);
  }

  private static List<HyperParameter> shared() {
    return List.of(
        new HyperParameter("dropout", new Real(0, 0.6, false)),
        new HyperParameter("learning-rate", new Real(1e-4, 1e-2, true)),
        new HyperParameter("l2", new Real(1e-6, 1e-2, true)),
        new HyperParameter("batch-size", new Choice(List.of("16", "32", "64", "128"))));
  }
}
