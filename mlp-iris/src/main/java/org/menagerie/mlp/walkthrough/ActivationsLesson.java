package org.menagerie.mlp.walkthrough;

import static org.menagerie.mlp.walkthrough.Networks.column;
import static org.menagerie.mlp.walkthrough.Networks.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Settings;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Table.Cell;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every activation on offer, and what goes wrong with some of them. */
final class ActivationsLesson {
  private static final double[] POINTS = {-3.2, -0.7, 0.4, 2.2};
  // Deeplearning4j holds the 0.2 of its hard sigmoid and the 0.01 of its leaky ReLU in single
  // precision
  private static final double SINGLE = 1e-7;

  private ActivationsLesson() {}

  static Lesson lesson() {
    Lesson lesson =
        new Lesson(
            "Activations",
            "Without a bend between them, two layers are one. Every bend on offer: its formula,"
                + " slope and range.");
    lesson
        .section("All functions")
        .table(
            "",
            List.of("name", "value", "slope", "range"),
            Arrays.stream(ActivationFunction.values()).map(ActivationsLesson::facts).toList());
    for (ActivationFunction function : ActivationFunction.values()) {
      one(lesson, function);
    }
    saturation(lesson);
    dying(lesson);
    return lesson;
  }

  private static List<Cell> facts(ActivationFunction function) {
    ActivationFacts facts = ActivationFacts.of(function);
    return List.of(
        Cell.of(Settings.spell(function)),
        Cell.formula(facts.formula()),
        Cell.formula(facts.slopeFormula()),
        Cell.of(facts.range()));
  }

  private static void one(Lesson lesson, ActivationFunction function) {
    ActivationFacts facts = ActivationFacts.of(function);
    INDArray x = column(POINTS);
    double tolerance = function == ActivationFunction.HARD_SIGMOID ? SINGLE : Check.EXACT;
    Neuron neuron = new Neuron(function.dl4j(), 1, 0);
    lesson
        .section(Settings.spell(function))
        .say("At x = -3.2, -0.7, 0.4 and 2.2:")
        .compare(
            Stream.of(
                    Check.of(
                        "f(x)", facts.formula(), facts.value().apply(x), neuron.values(POINTS)),
                    Check.of(
                        "f'(x)",
                        facts.slopeFormula(),
                        facts.slope().apply(x),
                        neuron.slopes(POINTS)))
                .map(check -> check.within(tolerance))
                .toList())
        .chart(
            new LineChart(
                Settings.spell(function) + " and its slope",
                Axis.of("x"),
                Axis.of("f(x)"),
                List.of(
                    Curve.of("value", -6, 8, 281, facts.value()),
                    Curve.of("slope", -6, 8, 281, facts.slope()))));
  }

  private static void saturation(Lesson lesson) {
    double[] points = {0, 2, 5, 10};
    INDArray sigmoid = ActivationFacts.of(ActivationFunction.SIGMOID).slope().apply(column(points));
    INDArray tanh = ActivationFacts.of(ActivationFunction.TANH).slope().apply(column(points));
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      rows.add(
          List.of(
              Cell.of(points[i]),
              Cell.of(sigmoid.getDouble(i)),
              Cell.of(tanh.getDouble(i)),
              Cell.of(Math.pow(sigmoid.getDouble(i), 10))));
    }
    lesson
        .section("Saturation")
        .say(
            "Far from 0, sigmoid and tanh are flat: a slope of nearly 0 times any error is nearly"
                + " nothing to learn from. Even at its best point a sigmoid passes a quarter of the"
                + " error on, so ten layers pass a millionth.")
        .compare(
            List.of(
                Check.of(
                    "σ'(x)",
                    "σ(x) (1 - σ(x)) \" at \" x = 0, 2, 5, 10",
                    sigmoid,
                    new Neuron(ActivationFunction.SIGMOID.dl4j(), 1, 0).slopes(points)),
                Check.of(
                    "tanh'(x)",
                    "1 - tanh(x)^2 \" at \" x = 0, 2, 5, 10",
                    tanh,
                    new Neuron(ActivationFunction.TANH.dl4j(), 1, 0).slopes(points))))
        .table("", List.of("x", "slope of sigmoid", "slope of tanh", "ten sigmoids"), rows);
  }

  private static void dying(Lesson lesson) {
    lesson
        .section("Dying ReLU")
        .say(
            "A neuron with weight 1 and bias -5 sees x = 1, 2, 3 and is to answer x, under the"
                + " mean squared error and in steps of 0.05. With ReLU all"
                + " sums are below 0, all slopes are 0, and a hundred steps change nothing: it is"
                + " dead. A leaky ReLU passes a hundredth of the error on and comes back.")
        .compare(
            List.of(
                fate(ActivationFunction.RELU, 100),
                fate(ActivationFunction.LEAKY_RELU, 100).within(SINGLE),
                fate(ActivationFunction.LEAKY_RELU, 2000).within(SINGLE)));
  }

  /** Weight and bias after training, by the formulas and by Deeplearning4j. */
  private static Check fate(ActivationFunction function, int steps) {
    ActivationFacts facts = ActivationFacts.of(function);
    INDArray x = column(1, 2, 3);
    double weight = 1;
    double bias = -5;
    Neuron neuron = new Neuron(function.dl4j(), weight, bias);
    for (int step = 0; step < steps; step++) {
      INDArray z = x.mul(weight).addi(bias);
      INDArray delta = facts.value().apply(z).sub(x).muli(facts.slope().apply(z)).muli(2);
      weight -= Neuron.RATE * delta.mul(x).meanNumber().doubleValue();
      bias -= Neuron.RATE * delta.meanNumber().doubleValue();
      Networks.fit(neuron.network, x, x);
    }
    return Check.of(
        "[w, b]",
        "\"" + Settings.spell(function) + " after " + steps + " steps\"",
        row(weight, bias),
        row(
            neuron.network.getParam("neuron_W").getDouble(0),
            neuron.network.getParam("neuron_b").getDouble(0)));
  }

  /** One neuron with one input in Deeplearning4j. */
  private static final class Neuron {
    static final double RATE = 0.05;

    private final ComputationGraph network;

    Neuron(IActivation activation, double weight, double bias) {
      network =
          Networks.descending(
              RATE,
              graph ->
                  graph
                      .addLayer(
                          "neuron",
                          new DenseLayer.Builder().nIn(1).nOut(1).activation(activation).build(),
                          "x")
                      .addLayer("loss", Networks.meanSquares(), "neuron")
                      .setOutputs("loss"));
      Networks.set(network, Map.of("neuron_W", Nd4j.scalar(weight), "neuron_b", Nd4j.scalar(bias)));
    }

    INDArray values(double[] x) {
      return network.outputSingle(column(x));
    }

    // with a label 1/2 below the answer the squared error's slope is 1: the bias has f'(x) alone
    INDArray slopes(double[] x) {
      double[] slopes = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        INDArray label = network.outputSingle(column(x[i])).sub(0.5);
        slopes[i] = Networks.gradients(network, column(x[i]), label).get("neuron_b").getDouble(0);
      }
      return column(slopes);
    }
  }
}
