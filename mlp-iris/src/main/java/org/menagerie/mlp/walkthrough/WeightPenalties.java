package org.menagerie.mlp.walkthrough;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.BarChart;
import org.menagerie.report.page.Table.Cell;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.inverse.InvertMatrix;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;

/** L1 and L2 on a linear model of twenty inputs, three of which matter. */
final class WeightPenalties {
  static final double NEARLY_ZERO = 0.01;

  private static final int EXAMPLES = 40;
  private static final int INPUTS = 20;
  private static final int STEPS = 1000;
  private static final double RATE = 0.02;
  private static final double L1 = 0.3;
  private static final double L2 = 1;

  private final INDArray x;
  private final INDArray y;

  WeightPenalties() {
    Random random = new Random(11);
    double[][] inputs = new double[EXAMPLES][INPUTS];
    double[][] labels = new double[EXAMPLES][1];
    for (int i = 0; i < EXAMPLES; i++) {
      for (int k = 0; k < INPUTS; k++) {
        inputs[i][k] = random.nextGaussian();
      }
      labels[i][0] =
          3 * inputs[i][0] - 2 * inputs[i][1] + inputs[i][2] + 0.5 * random.nextGaussian();
    }
    x = Nd4j.createFromArray(inputs);
    y = Nd4j.createFromArray(labels);
  }

  void write(Lesson lesson) {
    List<Check> checks = new ArrayList<>();
    INDArray free = train("without", 0, 0, checks);
    INDArray sparse = train("L1", L1, 0, checks);
    INDArray small = train("L2", 0, L2, checks);
    checks.add(Check.of("w", "(2 / n Xᵀ X + λ_2 I)^{-1} 2 / n Xᵀ y", ridge(), small));
    lesson
        .section("L1 makes weights zero, L2 makes them small")
        .say(
            "Forty examples of twenty inputs; only the first three matter, with weights 3, -2 and 1;"
                + " the rest is noise. The penalty's slope is added to the loss's. L1 pulls every"
                + " weight towards 0 with the same force, so what is not needed arrives there; L2"
                + " pulls in proportion to the weight, so it shrinks all and zeroes none. Plain"
                + " descent under L1 swings around 0 by a step's width, 0.006: nearly zero means"
                + " below 0.01 here. The last line is L2's closed form, ridge regression.")
        .formula(
            "∂L_1 / ∂w = λ_1 sign(w), L_1 = λ_1 Σ |w|, λ_1 = 0.3",
            "∂L_2 / ∂w = λ_2 w, L_2 = ½ λ_2 Σ w^2, λ_2 = 1")
        .compare(checks)
        .table(
            "",
            List.of("penalty", "weights nearly zero", "Σ |w|", "norm of w"),
            List.of(summary("none", free), summary("L1", sparse), summary("L2", small)))
        .chart(picture(free, sparse, small));
  }

  /** Weights after the same descent by the formulas and in Deeplearning4j. */
  private INDArray train(String name, double l1, double l2, List<Check> checks) {
    ComputationGraph network = network(l1, l2);
    INDArray weights = Nd4j.zeros(DataType.DOUBLE, INPUTS, 1);
    for (int step = 0; step < STEPS; step++) {
      INDArray error = x.mmul(weights).subi(y);
      INDArray slope = x.transpose().mmul(error).muli(2.0 / EXAMPLES);
      slope.addi(Transforms.sign(weights, true).muli(l1)).addi(weights.mul(l2));
      weights.subi(slope.muli(RATE));
      Networks.fit(network, x, y);
    }
    INDArray learned = network.getParam("output_W");
    checks.add(
        Check.of(
            "|w|_1, |w|_2",
            "\"" + name + ", " + STEPS + " steps\"",
            norms(weights),
            norms(learned)));
    return learned;
  }

  private INDArray ridge() {
    INDArray left =
        x.transpose()
            .mmul(x)
            .muli(2.0 / EXAMPLES)
            .addi(Nd4j.eye(INPUTS).castTo(DataType.DOUBLE).muli(L2));
    INDArray right = x.transpose().mmul(y).muli(2.0 / EXAMPLES);
    return InvertMatrix.invert(left, false).mmul(right);
  }

  private static INDArray norms(INDArray weights) {
    return Networks.row(weights.norm1Number().doubleValue(), weights.norm2Number().doubleValue());
  }

  private static List<Cell> summary(String name, INDArray weights) {
    return List.of(
        Cell.of(name),
        Cell.of(nearlyZero(weights) + " of " + INPUTS),
        Cell.of(weights.norm1Number().doubleValue()),
        Cell.of(weights.norm2Number().doubleValue()));
  }

  private static long nearlyZero(INDArray weights) {
    return Check.list(weights).stream().filter(w -> Math.abs(w) < NEARLY_ZERO).count();
  }

  private static BarChart picture(INDArray free, INDArray sparse, INDArray small) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= INPUTS; i++) {
      names.add("w" + i);
    }
    return new BarChart(
        "The twenty weights",
        Axis.of("weight"),
        names,
        List.of(
            new BarChart.Group("none", Check.list(free)),
            new BarChart.Group("L1", Check.list(sparse)),
            new BarChart.Group("L2", Check.list(small))));
  }

  private static ComputationGraph network(double l1, double l2) {
    NeuralNetConfiguration.Builder configuration =
        new NeuralNetConfiguration.Builder().updater(new Sgd(RATE)).l1(l1).l2(l2);
    ComputationGraph network =
        Networks.build(
            configuration,
            graph ->
                graph
                    .addLayer("output", Networks.meanSquares(INPUTS, 1, false), "x")
                    .setOutputs("output"));
    network.params().assign(0);
    return network;
  }
}
