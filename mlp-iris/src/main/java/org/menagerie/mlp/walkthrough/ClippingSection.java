package org.menagerie.mlp.walkthrough;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Series;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A chain of ten weights, whose gradient is a product of nine. */
final class ClippingSection {
  private static final int DEPTH = 10;
  private static final double START = 1.5;
  private static final double RATE = 0.01;
  private static final double BOUND = 1;
  private static final int STEPS = 100;

  void write(Lesson lesson) {
    List<Check> checks = new ArrayList<>();
    List<Double> free = descend(Double.POSITIVE_INFINITY, 3, checks);
    List<Double> clipped = descend(BOUND, STEPS, checks);
    lesson
        .section("Gradient clipping")
        .say(
            "Ten weights of 1.5 in a row, one input 1, label 1: the output is 1.5 to the tenth, 57.7,"
                + " and each weight's slope is the product of the nine others times the error,"
                + " thousands. Two plain steps of 0.01 throw the weights so far off that the third loss"
                + " is beyond every number. With each layer's gradient cut to a norm of 1 the same descent"
                + " arrives.")
        .formula("g ← g · min(1, c / ‖g‖), c = 1")
        .compare(checks)
        .chart(
            new LineChart(
                "The loss with and without clipping; without, it leaves the chart",
                Axis.of("step"),
                Axis.log("squared error").upTo(1e6),
                List.of(
                    Series.numbered("clipped", clipped), Series.numbered("not clipped", free))));
  }

  /** The losses before each step, by the formulas; some are checked. */
  private static List<Double> descend(double bound, int steps, List<Check> checks) {
    boolean clips = Double.isFinite(bound);
    String how = clips ? ", clipped" : ", not clipped";
    ComputationGraph network = network(clips);
    INDArray weights = Nd4j.valueArrayOf(new long[] {1, DEPTH}, START, DataType.DOUBLE);
    List<Double> losses = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      double product = weights.prodNumber().doubleValue();
      double error = product - 1;
      losses.add(error * error);
      double byLibrary = Networks.fit(network, Networks.row(1), Networks.row(1));
      if (step <= 2 || step == steps) {
        checks.add(Check.of("L", "\"before step " + step + how + "\"", error * error, byLibrary));
      }
      INDArray slopes = weights.rdiv(2 * error * product);
      INDArray shares = Transforms.min(Transforms.abs(slopes, true).rdivi(bound), 1);
      weights.subi(slopes.muli(shares).muli(RATE)); // a layer is one weight: |g| is its norm
    }
    return losses;
  }

  private static ComputationGraph network(boolean clips) {
    NeuralNetConfiguration.Builder configuration =
        new NeuralNetConfiguration.Builder().updater(new Sgd(RATE));
    if (clips) {
      configuration
          .gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(BOUND);
    }
    ComputationGraph network = Networks.build(configuration, ClippingSection::chain);
    network.params().assign(START);
    return network;
  }

  private static void chain(GraphBuilder graph) {
    String top = "x";
    for (int i = 1; i < DEPTH; i++) {
      graph.addLayer(
          "w" + i,
          new DenseLayer.Builder()
              .nIn(1)
              .nOut(1)
              .hasBias(false)
              .activation(Activation.IDENTITY)
              .build(),
          top);
      top = "w" + i;
    }
    graph.addLayer("output", Networks.meanSquares(1, 1, false), top);
    graph.setOutputs("output");
  }
}
