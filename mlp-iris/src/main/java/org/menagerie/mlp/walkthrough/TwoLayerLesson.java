package org.menagerie.mlp.walkthrough;

import static org.menagerie.mlp.walkthrough.Networks.column;
import static org.menagerie.mlp.walkthrough.Networks.gaussian;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Series;
import org.menagerie.report.page.Table.Cell;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A 2-4-1 network learns exclusive-or, by the formulas and in Deeplearning4j side by side. */
final class TwoLayerLesson {
  private static final double RATE = 1;
  private static final double MARGIN = 0.05;
  private static final int CASES = 4;
  private static final int HIDDEN = 4;
  private static final int LIMIT = 2000;
  private static final INDArray X =
      Nd4j.createFromArray(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
  private static final INDArray Y = column(0, 1, 1, 0);

  private final INDArray w1;
  private final INDArray b1 = Nd4j.zeros(DataType.DOUBLE, 1, HIDDEN);
  private final INDArray w2;
  private final INDArray b2 = Nd4j.zeros(DataType.DOUBLE, 1, 1);
  private final ComputationGraph network;
  private final List<Double> losses = new ArrayList<>();

  private TwoLayerLesson() {
    Random random = new Random(7);
    w1 = gaussian(2, HIDDEN, random);
    w2 = gaussian(HIDDEN, 1, random);
    network = network();
    Networks.set(network, Map.of("z1_W", w1, "z2_W", w2));
  }

  static Lesson lesson() {
    Lesson lesson =
        new Lesson(
            "Two layers",
            "No single neuron can answer exclusive-or. Four hidden neurons make it possible; the"
                + " same update, again and again, finds the weights.");
    new TwoLayerLesson().write(lesson);
    return lesson;
  }

  private void write(Lesson lesson) {
    lesson
        .section("The network")
        .say(
            "The hidden layer has four tanh neurons, the output one sigmoid; the loss is the"
                + " cross-entropy, the mean over the four cases. Weights start Gaussian with a"
                + " standard deviation of one over the root of the inputs; biases start at 0. The"
                + " step size is 1.")
        .formula(
            "A_1 = tanh(X W_1 + b_1), A_2 = σ(A_1 W_2 + b_2)",
            "L = -1 / n Σ (y log(a) + (1 - y) log(1 - a))",
            "Δ_2 = (A_2 - Y) / n, Δ_1 = Δ_2 W_2ᵀ ∘ (1 - A_1 ∘ A_1)")
        .say("The four cases are the rows of X, n = 4, and their labels those of Y:")
        .formula("X = [[0, 0], [0, 1], [1, 0], [1, 1]], Y = [0, 1, 1, 0]")
        .say("Where it starts; Gaussian numbers drawn with a fixed seed:")
        .compare(start());
    lesson.section("The first step: forward").compare(forward());
    lesson
        .section("The first step: backward")
        .say(
            "A row of Δ belongs to a case. Deeplearning4j shows it as the slope along the biases"
                + " when it sees that case alone, which is n times as large.")
        .compare(backward());
    lesson.section("The first step: update").formula("w ← w - ∂L / ∂w").compare(update());
    int steps = 1;
    List<Check> later = new ArrayList<>();
    while (!solved() && steps < LIMIT) {
      step();
      // the score of fit itself is off: a LossLayer has by then put its sigmoid over its input
      double byLibrary = network.score(new DataSet(X, Y), false);
      Networks.fit(network, X, Y);
      steps++;
      if (steps == 10 || steps == 100 || solved()) {
        later.add(
            Check.of(
                "L_{" + steps + "}",
                "\"loss before step " + steps + "\"",
                losses.get(steps - 1),
                byLibrary));
      }
    }
    if (!solved()) {
      throw new IllegalStateException(
          "exclusive-or: an answer is not within " + MARGIN + " after " + LIMIT + " steps");
    }
    answers(lesson, steps, later);
  }

  private List<Check> start() {
    return List.of(
        Check.of("W_1", "\"Gaussian\" / sqrt(2)", w1, network.getParam("z1_W")),
        Check.of("b_1", "0", b1, network.getParam("z1_b")),
        Check.of("W_2", "\"Gaussian\" / sqrt(4)", w2, network.getParam("z2_W")),
        Check.of("b_2", "0", b2, network.getParam("z2_b")));
  }

  private List<Check> forward() {
    INDArray hidden = hidden();
    INDArray output = output(hidden);
    // outside of training an ActivationLayer works in place: "z1" would hold A_1
    Map<String, INDArray> values = network.feedForward(X, true);
    return List.of(
        Check.of("Z_1", "X W_1 + b_1", X.mmul(w1).addiRowVector(b1), values.get("z1")),
        Check.of("A_1", "tanh(Z_1)", hidden, values.get("a1")),
        Check.of("Z_2", "A_1 W_2 + b_2", hidden.mmul(w2).addiRowVector(b2), values.get("z2")),
        Check.of("A_2", "σ(Z_2)", output, values.get("a2")),
        Check.of("L", "\"cross-entropy\"", loss(output), network.score(new DataSet(X, Y), false)));
  }

  private List<Check> backward() {
    INDArray hidden = hidden();
    INDArray error = output(hidden).sub(Y).divi(CASES);
    INDArray hiddenError = hiddenError(error, hidden);
    List<Check> checks = new ArrayList<>();
    checks.add(Check.of("Δ_2", "(A_2 - Y) / n", error, byCase("z2_b", 1)));
    checks.add(Check.of("Δ_1", "Δ_2 W_2ᵀ ∘ (1 - A_1 ∘ A_1)", hiddenError, byCase("z1_b", HIDDEN)));
    // summed over the cases in Deeplearning4j
    Map<String, INDArray> sums = Networks.gradients(network, X, Y);
    INDArray w2Slope = hidden.transpose().mmul(error);
    checks.add(Check.of("∂L / ∂W_2", "A_1ᵀ Δ_2", w2Slope, sums.get("z2_W").div(CASES)));
    checks.add(Check.of("∂L / ∂b_2", "Σ Δ_2", error.sum(0), sums.get("z2_b").div(CASES)));
    INDArray w1Slope = X.transpose().mmul(hiddenError);
    checks.add(Check.of("∂L / ∂W_1", "Xᵀ Δ_1", w1Slope, sums.get("z1_W").div(CASES)));
    checks.add(Check.of("∂L / ∂b_1", "Σ Δ_1", hiddenError.sum(0), sums.get("z1_b").div(CASES)));
    return checks;
  }

  /** Slopes along a layer's biases when each case is alone, as shares of the mean; [4, size]. */
  private INDArray byCase(String biases, int size) {
    INDArray rows = Nd4j.zeros(DataType.DOUBLE, CASES, size);
    for (int i = 0; i < CASES; i++) {
      INDArray slopes =
          Networks.gradients(network, X.getRow(i, true).dup(), Y.getRow(i, true).dup()).get(biases);
      rows.putRow(i, slopes.div(CASES));
    }
    return rows;
  }

  private List<Check> update() {
    step();
    Networks.fit(network, X, Y);
    return List.of(
        Check.of("W_1", "W_1 - ∂L / ∂W_1", w1, network.getParam("z1_W")),
        Check.of("b_1", "b_1 - ∂L / ∂b_1", b1, network.getParam("z1_b")),
        Check.of("W_2", "W_2 - ∂L / ∂W_2", w2, network.getParam("z2_W")),
        Check.of("b_2", "b_2 - ∂L / ∂b_2", b2, network.getParam("z2_b")));
  }

  private void answers(Lesson lesson, int steps, List<Check> checks) {
    INDArray byHand = output(hidden());
    INDArray byLibrary = network.outputSingle(X);
    checks.add(Check.of("A_2", "\"answers after step " + steps + "\"", byHand, byLibrary));
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      double answer = byHand.getDouble(i);
      boolean right = Math.round(answer) == Math.round(Y.getDouble(i));
      rows.add(
          List.of(
              Cell.of(X.getDouble(i, 0)),
              Cell.of(X.getDouble(i, 1)),
              Cell.of(answer),
              Cell.verdict(right, right ? "✓ " + Math.round(answer) : "✗ " + Math.round(answer))));
    }
    lesson
        .section("Until all four cases are answered")
        .say(
            "After "
                + steps
                + " steps every answer is within "
                + MARGIN
                + " of its label. The two computations walked side by side all the way.")
        .compare(checks)
        .table("", List.of("x₁", "x₂", "answer", "exclusive-or"), rows)
        .chart(
            new LineChart(
                "The loss falls",
                Axis.of("step"),
                Axis.log("cross-entropy"),
                List.of(Series.numbered("loss", losses))));
  }

  private boolean solved() {
    return Transforms.abs(output(hidden()).sub(Y), false).maxNumber().doubleValue() < MARGIN;
  }

  /** One update by the formulas. */
  private void step() {
    INDArray hidden = hidden();
    INDArray output = output(hidden);
    losses.add(loss(output));
    INDArray error = output.sub(Y).divi(CASES);
    INDArray hiddenError = hiddenError(error, hidden);
    w2.subi(hidden.transpose().mmul(error).muli(RATE));
    b2.subi(error.sum(true, 0).muli(RATE));
    w1.subi(X.transpose().mmul(hiddenError).muli(RATE));
    b1.subi(hiddenError.sum(true, 0).muli(RATE));
  }

  private INDArray hidden() {
    return Transforms.tanh(X.mmul(w1).addiRowVector(b1), false); // [4, 2] [2, 4] -> [4, 4]
  }

  private INDArray output(INDArray hidden) {
    return Transforms.sigmoid(hidden.mmul(w2).addiRowVector(b2), false); // [4, 1]
  }

  private INDArray hiddenError(INDArray error, INDArray hidden) {
    return error.mmul(w2.transpose()).muli(hidden.mul(hidden).rsubi(1));
  }

  private static double loss(INDArray output) {
    INDArray yes = Y.mul(Transforms.log(output, true));
    INDArray no = Y.rsub(1).muli(Transforms.log(output.rsub(1), false));
    return -yes.addi(no).meanNumber().doubleValue();
  }

  private static ComputationGraph network() {
    return Networks.descending(
        RATE,
        graph ->
            graph
                .addLayer("z1", Networks.sum(2, HIDDEN), "x")
                .addLayer("a1", new ActivationLayer(Activation.TANH), "z1")
                .addLayer("z2", Networks.sum(HIDDEN, 1), "a1")
                .addLayer(
                    "a2",
                    new LossLayer.Builder(new LossBinaryXENT())
                        .activation(Activation.SIGMOID)
                        .build(),
                    "z2")
                .setOutputs("a2"));
  }
}
