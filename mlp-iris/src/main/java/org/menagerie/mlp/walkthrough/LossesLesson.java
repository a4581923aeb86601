package org.menagerie.mlp.walkthrough;

import static org.menagerie.mlp.walkthrough.Networks.row;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Loss;
import org.menagerie.core.Settings;
import org.menagerie.core.Target;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.Chart;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Numbers;
import org.menagerie.report.page.Series;
import org.menagerie.report.page.Table.Cell;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Every loss on offer. */
final class LossesLesson {
  private static final INDArray SUMS = row(2, 1, -1);
  private static final INDArray CLASS = row(0, 1, 0);
  private static final INDArray NUMBERS = row(1.6, -1.5, -1);
  private static final List<Loss> OF_NUMBERS =
      List.of(Loss.MEAN_SQUARED_ERROR, Loss.MEAN_ABSOLUTE_ERROR, Loss.HUBER);
  private static final Target CLASSES = new Target.Classes(List.of("a", "b", "c"));
  private static final Target VALUES =
      new Target.Values(
          List.of(
              new Target.Value("a", 0, 1, 1),
              new Target.Value("b", 0, 1, 1),
              new Target.Value("c", 0, 1, 1)));

  // charts leave out the ends, where logarithms are infinite and slopes would dwarf the rest
  private static final double LOWEST = 0.15;
  private static final int POINTS = 97;

  private LossesLesson() {}

  static Lesson lesson() {
    Lesson lesson =
        new Lesson("Losses", "A loss says how wrong an answer is; its slope says which way to go.");
    lesson
        .section("All losses")
        .table(
            "a is the output, y the label, K the number of outputs, log the natural logarithm.",
            List.of("name", "loss", "slope along an output", "range"),
            Arrays.stream(Loss.values()).map(LossesLesson::facts).toList());
    for (Loss loss : Loss.values()) {
      classes(lesson, loss);
    }
    numbers(lesson);
    pictures(lesson);
    return lesson;
  }

  private static List<Cell> facts(Loss loss) {
    LossFacts facts = LossFacts.of(loss);
    return List.of(
        Cell.of(Settings.spell(loss)),
        Cell.formula(facts.formula()),
        Cell.formula(facts.slopeFormula()),
        Cell.of(facts.range()));
  }

  private static void classes(Lesson lesson, Loss loss) {
    Activation activation = loss.outputActivation(CLASSES);
    boolean softmax = activation == Activation.SOFTMAX;
    INDArray outputs = softmax ? softmax(SUMS) : Transforms.sigmoid(SUMS, true);
    lesson
        .section(Settings.spell(loss))
        .say(
            "Sums z = [2, 1, -1] go through a "
                + (softmax ? "softmax" : "sigmoid each")
                + "; the second class is right. The slope along a sum needs the slope of the"
                + " activation too.")
        .formula(
            softmax ? "a_k = e^{z_k} / (Σ e^{z_j})" : "a_k = 1 / (1 + e^{-z_k})",
            softmax
                ? "∂L / ∂z_k = a_k (∂L / ∂a_k - Σ a_j ∂L / ∂a_j)"
                : "∂L / ∂z_k = ∂L / ∂a_k a_k (1 - a_k)")
        .compare(checks(loss, activation, outputs, CLASS, true))
        .chart(softmax ? shared(loss) : single(loss));
  }

  /** A loss of two classes that share a probability of 1, by the first one's. */
  private static Chart shared(Loss loss) {
    return new LineChart(
        Settings.spell(loss) + " of two classes, by the output of the first",
        Axis.of("a₁"),
        Axis.of("L"),
        List.of(
            loss(loss, 1),
            loss(loss, 0.7),
            Curve.of(
                "slope along a₁, y = [1, 0]",
                LOWEST,
                1 - LOWEST,
                POINTS,
                a -> LossFacts.slopes(loss, a, a.mul(0).addi(1), 2))));
  }

  private static Series loss(Loss loss, double label) {
    return both("y = " + Numbers.text(List.of(label, 1 - label)), loss, label);
  }

  /** The loss of outputs a and 1 - a under labels y and 1 - y. */
  private static Series both(String name, Loss loss, double label) {
    return Curve.of(
        name,
        LOWEST,
        1 - LOWEST,
        POINTS,
        a -> {
          INDArray y = a.mul(0).addi(label);
          return LossFacts.parts(loss, a, y, 2).add(LossFacts.parts(loss, a.rsub(1), y.rsub(1), 2));
        });
  }

  /** A loss of one output that is a probability of its own. */
  private static Chart single(Loss loss) {
    return new LineChart(
        Settings.spell(loss) + " of one output",
        Axis.of("a"),
        Axis.of("L"),
        List.of(
            probability("y = 1", a -> LossFacts.parts(loss, a, a.mul(0).addi(1), 1)),
            probability("y = 0", a -> LossFacts.parts(loss, a, a.mul(0), 1)),
            probability("slope, y = 1", a -> LossFacts.slopes(loss, a, a.mul(0).addi(1), 1))));
  }

  private static Series probability(String name, UnaryOperator<INDArray> function) {
    return Curve.of(name, LOWEST, 1 - LOWEST, POINTS, function);
  }

  private static void numbers(Lesson lesson) {
    lesson
        .section("Numbers instead of classes")
        .say(
            "Without an activation the outputs are the sums, [2, 1, -1]; the labels are [1.6, -1.5,"
                + " -1], so the errors are 0.4, 2.5 and 0. The squared error minds the large one"
                + " most, the absolute error minds it no more than its size, Huber's loss is the"
                + " first up to 1 and the second beyond.");
    for (Loss loss : OF_NUMBERS) {
      lesson
          .say(Settings.spell(loss) + ":")
          .compare(checks(loss, loss.outputActivation(VALUES), SUMS, NUMBERS, false))
          .chart(
              new LineChart(
                  Settings.spell(loss) + " of one number, by its error",
                  Axis.of("a - y"),
                  Axis.of("L"),
                  List.of(
                      error("value", e -> LossFacts.parts(loss, e, e.mul(0), 1)),
                      error("slope", e -> LossFacts.slopes(loss, e, e.mul(0), 1)))));
    }
  }

  private static Series error(String name, UnaryOperator<INDArray> function) {
    return Curve.of(name, -3, 3, 121, function);
  }

  private static List<Check> checks(
      Loss loss, Activation activation, INDArray outputs, INDArray labels, boolean showOutputs) {
    ComputationGraph network = network(loss, activation);
    LossFacts facts = LossFacts.of(loss);
    Check score =
        Check.of(
            "L",
            facts.formula(),
            LossFacts.parts(loss, outputs, labels, 3).sumNumber().doubleValue(),
            network.score(new DataSet(SUMS, labels), false));
    INDArray along = through(activation, outputs, LossFacts.slopes(loss, outputs, labels, 3));
    Check slope =
        Check.of(
            "∂L / ∂z",
            throughFormula(activation, facts.slopeFormula()),
            along,
            Networks.gradients(network, SUMS, labels).get("output_b"));
    return showOutputs
        ? List.of(Check.of("a", "\"outputs\"", outputs, network.outputSingle(SUMS)), score, slope)
        : List.of(score, slope);
  }

  /** From slopes along the outputs to slopes along the sums. */
  private static INDArray through(Activation activation, INDArray outputs, INDArray slopes) {
    return switch (activation) {
      case SOFTMAX -> {
        double mean = outputs.mul(slopes).sumNumber().doubleValue();
        yield slopes.sub(mean).muli(outputs);
      }
      case SIGMOID -> slopes.mul(outputs).muli(outputs.rsub(1));
      default -> slopes;
    };
  }

  private static String throughFormula(Activation activation, String slope) {
    return switch (activation) {
      case SOFTMAX -> "a_k (d_k - Σ a_j d_j), d_k = " + slope;
      case SIGMOID -> "d_k a_k (1 - a_k), d_k = " + slope;
      default -> slope;
    };
  }

  private static INDArray softmax(INDArray sums) {
    INDArray powers = Transforms.exp(sums, true);
    return powers.div(powers.sumNumber());
  }

  private static void pictures(Lesson lesson) {
    lesson
        .section("All in one picture")
        .say(
            "What a sure mistake costs is the difference: entropies have no bound, squares and sizes"
                + " do. For labels of 0 and 1 the three losses of a softmax are the same.")
        .chart(
            new LineChart(
                "Loss of two classes by the probability given to the right one",
                Axis.of("probability"),
                Axis.of("L"),
                List.of(
                    right("cross-entropy, likelihood, divergence", Loss.CROSS_ENTROPY),
                    right("binary cross-entropy", Loss.BINARY_CROSS_ENTROPY),
                    right("squared error", Loss.MEAN_SQUARED_ERROR),
                    right("absolute error", Loss.MEAN_ABSOLUTE_ERROR),
                    right("Huber", Loss.HUBER))))
        .chart(
            new LineChart(
                "Loss of one number by its error",
                Axis.of("a - y"),
                Axis.of("L"),
                OF_NUMBERS.stream()
                    .map(
                        loss ->
                            error(Settings.spell(loss), e -> LossFacts.parts(loss, e, e.mul(0), 1)))
                    .toList()));
  }

  private static Series right(String name, Loss loss) {
    return both(name, loss, 1);
  }

  /** The loss on the inputs themselves: weights are the identity, biases 0. */
  private static ComputationGraph network(Loss loss, Activation activation) {
    ComputationGraph network =
        Networks.descending(
            1,
            graph ->
                graph
                    .addLayer(
                        "output",
                        new OutputLayer.Builder(loss.function())
                            .activation(activation)
                            .nIn(3)
                            .nOut(3)
                            .build(),
                        "x")
                    .setOutputs("output"));
    Networks.set(network, Map.of("output_W", Nd4j.eye(3).castTo(DataType.DOUBLE)));
    return network;
  }
}
