package org.menagerie.mlp.walkthrough;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.report.page.Table.Cell;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout: zeros in training, nothing in use. */
final class DropoutSection {
  private static final int UNITS = 10_000;
  private static final double SHARE = 0.25;

  private final ComputationGraph network =
      Networks.descending(
          0.1,
          graph ->
              graph
                  .addLayer("dropout", new DropoutLayer(1 - SHARE), "x") // takes the share kept
                  .addLayer("loss", Networks.meanSquares(), "dropout")
                  .setOutputs("loss"));

  void write(Lesson lesson) {
    INDArray x = Nd4j.ones(DataType.DOUBLE, 1, UNITS).muli(1.2);
    Nd4j.getRandom().setSeed(7);
    INDArray training = network.feedForward(x, true).get("dropout").dup();
    INDArray use = network.feedForward(x, false).get("dropout");
    double largest = training.maxNumber().doubleValue();
    long zeros = Check.list(training).stream().filter(value -> value == 0).count();
    long kept = Check.list(training).stream().filter(value -> value == largest).count();
    double mean = training.meanNumber().doubleValue();
    lesson
        .section("Dropout")
        .say(
            "In training every unit is silent with probability p = 0.25, so no unit can rely on"
                + " another. What is left is divided by 1 - p, so the next layer sees the same"
                + " mean; in use nothing is dropped. Ten thousand units of 1.2:")
        .formula("h = m x / (1 - p), m = 0 \" with probability p, else \" 1")
        .compare(
            List.of(
                Check.of("h", "1.2 / (1 - 0.25) \", a unit that is kept\"", 1.2 / 0.75, largest),
                Check.of("n", "\"units that are 0 or kept\"", UNITS, (double) (zeros + kept)),
                Check.of("h", "\"a unit in use\"", x.getScalar(0), use.getScalar(0))))
        .table(
            "Random numbers come near what is expected, and no nearer.",
            List.of("value", "expected", "drawn"),
            List.of(
                List.of(Cell.of("share of zeros"), Cell.of(SHARE), Cell.of(zeros / (double) UNITS)),
                List.of(Cell.of("mean of all"), Cell.of(1.2), Cell.of(mean))));
  }
}
