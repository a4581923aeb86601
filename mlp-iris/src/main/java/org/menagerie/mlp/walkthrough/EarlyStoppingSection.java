package org.menagerie.mlp.walkthrough;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.menagerie.core.Checkpoint;
import org.menagerie.core.Epoch;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.Trained;
import org.menagerie.core.Trainer;
import org.menagerie.core.TrainingListener;
import org.menagerie.core.TrainingPlan;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Series;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Too large a network on too few points: the validation loss says when to stop. */
final class EarlyStoppingSection {
  private static final int EPOCHS = 400;
  private static final int PATIENCE = 40;
  private static final int HIDDEN = 40;

  private EarlyStoppingSection() {}

  static void write(Lesson lesson) {
    Random random = new Random(5);
    Splits splits =
        new Splits(Points.draw(12, random), Points.draw(40, random), Points.draw(40, random));
    Curves curves = new Curves();
    train(splits, 0, curves);
    int best = best(curves.validation, EPOCHS);
    int stop = stop(curves.validation);
    Trained stopped = train(splits, PATIENCE, TrainingListener.NONE);
    lesson
        .section("Early stopping")
        .say(
            "Two layers of forty neurons learn twelve noisy points of a sine. The training loss"
                + " goes on falling while they learn the noise; the loss on forty points held out turns. A"
                + " patience of 40 epochs keeps the best epoch before the turn. Worked out on the"
                + " whole curve, and by the zoo's own training loop around Deeplearning4j:")
        .formula(
            "\"best\" = argmin_{t ≤ \"stop\"} V_t, \"stop\" = \"first \" t \" with \" t - \"best\" ≥ 40")
        .compare(
            List.of(
                Check.of("\"stop\"", "\"epochs run\"", stop, stopped.epochs()),
                Check.of(
                    "\"best\"",
                    "\"epoch kept\"",
                    best(curves.validation, stop),
                    stopped.bestEpoch()),
                Check.of(
                    "V_{best}",
                    "\"its validation loss\"",
                    curves.validation.get(best(curves.validation, stop) - 1),
                    stopped.validation().loss())))
        .say(
            "Over all "
                + EPOCHS
                + " epochs the lowest validation loss was at epoch "
                + best
                + "; at the end it had risen again.")
        .chart(
            new LineChart(
                "Learning and forgetting",
                Axis.of("epoch"),
                Axis.log("loss"),
                List.of(
                    Series.numbered("training", curves.training),
                    Series.numbered("validation", curves.validation))));
  }

  private static int best(List<Double> losses, int epochs) {
    int best = 1;
    for (int epoch = 2; epoch <= epochs; epoch++) {
      if (losses.get(epoch - 1) < losses.get(best - 1)) {
        best = epoch;
      }
    }
    return best;
  }

  private static int stop(List<Double> losses) {
    int epoch = 1;
    while (epoch < losses.size() && epoch - best(losses, epoch) < PATIENCE) {
      epoch++;
    }
    return epoch;
  }

  private static Trained train(Splits splits, int patience, TrainingListener listener) {
    Task task = splits.task();
    TrainingPlan plan =
        TrainingPlan.of(task.target())
            .with(
                Map.of(
                    "epochs",
                    Integer.toString(EPOCHS),
                    "batch-size",
                    "12",
                    "learning-rate",
                    "0.02",
                    "patience",
                    Integer.toString(patience)));
    ComputationGraphConfiguration network =
        plan.network(task)
            .graphBuilder()
            .addInputs("x")
            .addLayer(
                "hidden",
                new DenseLayer.Builder().nIn(1).nOut(HIDDEN).activation(Activation.TANH).build(),
                "x")
            .addLayer(
                "hidden-2",
                new DenseLayer.Builder()
                    .nIn(HIDDEN)
                    .nOut(HIDDEN)
                    .activation(Activation.TANH)
                    .build(),
                "hidden")
            .addLayer(
                "output",
                new OutputLayer.Builder(plan.loss().function())
                    .activation(plan.loss().outputActivation(task.target()))
                    .nIn(HIDDEN)
                    .nOut(1)
                    .build(),
                "hidden-2")
            .setOutputs("output")
            .build();
    return Trainer.train(network, splits, plan, listener);
  }

  /** Losses by epoch. */
  private static final class Curves implements TrainingListener {
    private final List<Double> training = new ArrayList<>();
    private final List<Double> validation = new ArrayList<>();

    @Override
    public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
      training.add(epoch.trainLoss());
      validation.add(epoch.validation().loss());
      return Decision.CONTINUE;
    }
  }

  /** Noisy points of a sine. */
  private record Points(INDArray x, INDArray y) implements Examples {
    static Points draw(int size, Random random) {
      float[][] x = new float[size][1];
      float[][] y = new float[size][1];
      for (int i = 0; i < size; i++) {
        double at = 6 * random.nextDouble() - 3;
        x[i][0] = (float) at;
        y[i][0] = (float) (Math.sin(at) + 0.3 * random.nextGaussian());
      }
      return new Points(Nd4j.createFromArray(x), Nd4j.createFromArray(y));
    }

    @Override
    public InputShape input() {
      return new InputShape.Features(1);
    }

    @Override
    public Target target() {
      return new Target.Values(List.of(new Target.Value("sine", 0, 1, 1)));
    }

    @Override
    public int size() {
      return (int) x.size(0);
    }

    @Override
    public DataSet batch(int[] rows) {
      return new DataSet(x.getRows(rows), y.getRows(rows));
    }
  }
}
