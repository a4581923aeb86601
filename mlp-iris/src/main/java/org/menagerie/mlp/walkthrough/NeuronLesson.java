package org.menagerie.mlp.walkthrough;

import static org.menagerie.mlp.walkthrough.Networks.column;
import static org.menagerie.mlp.walkthrough.Networks.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Series;
import org.menagerie.report.page.Table.Cell;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** One neuron decides about a weekend; a steep sigmoid is a step. */
final class NeuronLesson {
  private static final INDArray WEIGHTS = column(6, 2, 2);
  private static final double BIAS = 1;
  private static final double THRESHOLD = 5;
  private static final double[] STEEPNESS = {1, 5, 20, 100};

  private NeuronLesson() {}

  static Lesson lesson() {
    Lesson lesson =
        new Lesson(
            "One neuron",
            "Shall we go out at the weekend? A neuron weighs three answers, adds its bias, and says"
                + " yes above a threshold.");
    decision(lesson);
    everyWeekend(lesson);
    steps(lesson);
    return lesson;
  }

  private static void decision(Lesson lesson) {
    INDArray x = row(1, 0, 0);
    INDArray sum = x.mmul(WEIGHTS).addi(BIAS); // [1, 3] [3, 1] -> [1, 1]
    INDArray byLibrary = neuron(1, 0, Activation.IDENTITY).outputSingle(x);
    INDArray steep = Transforms.sigmoid(sum.sub(THRESHOLD).muli(100), true);
    lesson
        .section("The decision")
        .say(
            "Is the weather good (x₁), does a friend come along (x₂), is it near (x₃)? The weather"
                + " counts most: weights 6, 2, 2 and a bias of 1. Good weather alone gives 7, which"
                + " is above 5: go. Deeplearning4j has no step, since a step has no slope to learn"
                + " from; a sigmoid as steep as k = 100 takes its place.")
        .formula(
            "z = w_1 x_1 + w_2 x_2 + w_3 x_3 + b = 6 · 1 + 2 · 0 + 2 · 0 + 1 = 7",
            "step(z) = 1 \" where \" z ≥ 5 \", else \" 0")
        .compare(
            List.of(
                Check.of("z", "w · x + b", sum, byLibrary),
                Check.of(
                    "step(z)",
                    "1 \" where \" z ≥ 5",
                    sum.getDouble(0) >= THRESHOLD ? 1 : 0,
                    neuron(100, THRESHOLD, Activation.SIGMOID).outputSingle(x).getDouble(0)),
                Check.of(
                    "σ(100 (z - 5))",
                    "1 / (1 + e^{-100 (z - 5)})",
                    steep,
                    neuron(100, THRESHOLD, Activation.SIGMOID).outputSingle(x))));
  }

  private static void everyWeekend(Lesson lesson) {
    ComputationGraph network = neuron(1, 0, Activation.IDENTITY);
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 7; i >= 0; i--) {
      INDArray x = row(i >> 2 & 1, i >> 1 & 1, i & 1);
      double sum = network.outputSingle(x).getDouble(0);
      rows.add(
          List.of(
              Cell.of(x.getDouble(0)),
              Cell.of(x.getDouble(1)),
              Cell.of(x.getDouble(2)),
              Cell.of(sum),
              Cell.of(sum >= THRESHOLD ? "go" : "stay")));
    }
    lesson
        .section("Every weekend")
        .say("Without good weather, a friend and a short way together just reach the threshold.")
        .table("", List.of("weather", "friend", "near", "z", "decision"), rows);
  }

  private static void steps(Lesson lesson) {
    INDArray x = row(3, 4, 4.9, 5, 5.1, 6, 7);
    List<Check> checks = new ArrayList<>();
    List<Series> curves = new ArrayList<>();
    for (double k : STEEPNESS) {
      INDArray byHand = Transforms.exp(x.sub(THRESHOLD).muli(-k), false).addi(1).rdivi(1);
      String name = "k = " + (int) k;
      checks.add(
          Check.of(
              "σ_k, " + name,
              "1 / (1 + e^{-" + (int) k + " (x - 5)})",
              byHand,
              sigmoid(k).outputSingle(x.reshape(7, 1))));
      curves.add(Series.of(name, 0, 10, 401, at -> 1 / (1 + Math.exp(-k * (at - THRESHOLD)))));
    }
    curves.add(Series.line("step", List.of(0.0, 5.0, 5.0, 10.0), List.of(0.0, 0.0, 1.0, 1.0)));
    lesson
        .section("From sigmoid to step")
        .say(
            "The sigmoid goes from 0 to 1 as the step does, yet it has a slope everywhere. The"
                + " larger k, the nearer it comes. Values at x = 3, 4, 4.9, 5, 5.1, 6, 7:")
        .formula("σ_k(x) = 1 / (1 + e^{-k (x - 5)})")
        .compare(checks)
        .chart(
            new LineChart(
                "The sigmoid for k = 1, 5, 20, 100 and the step at 5",
                Axis.of("x"),
                Axis.of("answer"),
                curves));
  }

  /** Activation of k (w · x + b - threshold). */
  private static ComputationGraph neuron(double k, double threshold, Activation activation) {
    ComputationGraph network = single(3, activation);
    Networks.set(
        network,
        Map.of("neuron_W", WEIGHTS.mul(k), "neuron_b", Nd4j.scalar(k * (BIAS - threshold))));
    return network;
  }

  private static ComputationGraph sigmoid(double k) {
    ComputationGraph network = single(1, Activation.SIGMOID);
    Networks.set(
        network, Map.of("neuron_W", Nd4j.scalar(k), "neuron_b", Nd4j.scalar(-k * THRESHOLD)));
    return network;
  }

  private static ComputationGraph single(int inputs, Activation activation) {
    return Networks.descending(
        0.1,
        graph ->
            graph
                .addLayer(
                    "neuron",
                    new DenseLayer.Builder().nIn(inputs).nOut(1).activation(activation).build(),
                    "x")
                .setOutputs("neuron"));
  }
}
