package org.menagerie.mlp.walkthrough;

import static org.menagerie.mlp.walkthrough.Networks.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Series;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One neuron without activation finds the line of least squares. */
final class LinearRegressionLesson {
  private static final double RATE = 0.1;
  private static final int STEPS = 200;
  private static final INDArray X = column(-2, -1, 0, 1, 2, 3);
  private static final INDArray Y = column(-2.8, -1.1, 0.9, 3.2, 4.9, 7.1);

  private double weight;
  private double bias;
  private final List<Double> losses = new ArrayList<>();
  private final ComputationGraph network = network();

  private LinearRegressionLesson() {}

  static Lesson lesson() {
    Lesson lesson =
        new Lesson(
            "Linear regression",
            "One neuron without activation under the mean squared error: gradient descent reaches"
                + " what the formula of least squares gives at once.");
    new LinearRegressionLesson().write(lesson);
    return lesson;
  }

  private void write(Lesson lesson) {
    lesson
        .section("Gradient descent")
        .say(
            "Six points, x = -2, -1, 0, 1, 2, 3 and y = -2.8, -1.1, 0.9, 3.2, 4.9, 7.1; weight and"
                + " bias start at 0, the step size is 0.1. Weight and bias after some of the"
                + " steps:")
        .formula(
            "L = 1 / n Σ (w x + b - y)^2",
            "∂L / ∂w = 2 / n Σ (w x + b - y) x, ∂L / ∂b = 2 / n Σ (w x + b - y)")
        .compare(descend());
    double[] closed = leastSquares();
    double[] learned = {
      network.getParam("output_W").getDouble(0), network.getParam("output_b").getDouble(0)
    };
    lesson
        .section("Least squares")
        .say(
            "The loss is a bowl with one lowest point, where both slopes are 0; solving for it gives"
                + " the normal equations. The descent ends there.")
        .formula("w = (n Σ x y - Σ x Σ y) / (n Σ x^2 - (Σ x)^2)", "b = 1 / n (Σ y - w Σ x)")
        .compare(
            List.of(
                Check.of("w", "\"least squares\"", closed[0], learned[0]),
                Check.of("b", "\"least squares\"", closed[1], learned[1])))
        .chart(
            new LineChart(
                "The points and the line",
                Axis.of("x"),
                Axis.of("y"),
                List.of(
                    new Series("points", Check.list(X), Check.list(Y), true),
                    Series.of("line", -2.5, 3.5, 2, x -> closed[0] * x + closed[1]))))
        .chart(
            new LineChart(
                "The loss above its lowest value",
                Axis.of("step"),
                Axis.log("mean squared error"),
                List.of(Series.numbered("excess", excess(closed)))));
  }

  private List<Check> descend() {
    List<Check> checks = new ArrayList<>();
    for (int step = 1; step <= STEPS; step++) {
      INDArray error = X.mul(weight).addi(bias).subi(Y);
      losses.add(error.mul(error).meanNumber().doubleValue());
      weight -= RATE * 2 * error.mul(X).meanNumber().doubleValue();
      bias -= RATE * 2 * error.meanNumber().doubleValue();
      double byLibrary = Networks.fit(network, X, Y);
      if (step <= 3 || step == 20 || step == STEPS) {
        checks.add(Check.of("L", "\"before step " + step + "\"", losses.get(step - 1), byLibrary));
        checks.add(
            Check.of(
                "[w, b]",
                "\"after step " + step + "\"",
                column(weight, bias),
                column(
                    network.getParam("output_W").getDouble(0),
                    network.getParam("output_b").getDouble(0))));
      }
    }
    return checks;
  }

  private List<Double> excess(double[] closed) {
    INDArray error = X.mul(closed[0]).addi(closed[1]).subi(Y);
    double lowest = error.mul(error).meanNumber().doubleValue();
    return losses.stream().limit(60).map(loss -> loss - lowest).toList();
  }

  private static double[] leastSquares() {
    double n = X.length();
    double sumX = X.sumNumber().doubleValue();
    double sumY = Y.sumNumber().doubleValue();
    double sumXy = X.mul(Y).sumNumber().doubleValue();
    double sumXx = X.mul(X).sumNumber().doubleValue();
    double slope = (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
    return new double[] {slope, (sumY - slope * sumX) / n};
  }

  private static ComputationGraph network() {
    ComputationGraph network =
        Networks.descending(
            RATE,
            graph ->
                graph
                    .addLayer("output", Networks.meanSquares(1, 1, true), "x")
                    .setOutputs("output"));
    Networks.set(network, Map.of("output_W", Nd4j.scalar(0.0)));
    return network;
  }
}
