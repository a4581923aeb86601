package org.menagerie.mlp.walkthrough;

import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Small Deeplearning4j networks in double precision whose parameters are set by hand. */
final class Networks {
  private Networks() {}

  /** A network under plain gradient descent. */
  static ComputationGraph descending(double learningRate, Consumer<GraphBuilder> layers) {
    return build(new NeuralNetConfiguration.Builder().updater(new Sgd(learningRate)), layers);
  }

  /** A network with one input, named {@code x}. */
  static ComputationGraph build(
      NeuralNetConfiguration.Builder configuration, Consumer<GraphBuilder> layers) {
    GraphBuilder graph =
        configuration.dataType(DataType.DOUBLE).seed(7).graphBuilder().addInputs("x");
    layers.accept(graph);
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  /** A layer that computes x W + b and nothing else. */
  static DenseLayer sum(int inputs, int outputs) {
    return new DenseLayer.Builder()
        .nIn(inputs)
        .nOut(outputs)
        .activation(Activation.IDENTITY)
        .build();
  }

  /** A last layer that computes x W, with a bias or without, under the mean squared error. */
  static OutputLayer meanSquares(int inputs, int outputs, boolean bias) {
    return new OutputLayer.Builder(new LossMSE())
        .activation(Activation.IDENTITY)
        .nIn(inputs)
        .nOut(outputs)
        .hasBias(bias)
        .build();
  }

  /** A last layer without parameters: the mean squared error of what goes in. */
  static LossLayer meanSquares() {
    return new LossLayer.Builder(new LossMSE()).activation(Activation.IDENTITY).build();
  }

  /** Sets parameters by name, {@code layer_W} or {@code layer_b}, to values in any shape. */
  static void set(ComputationGraph network, Map<String, INDArray> parameters) {
    parameters.forEach(
        (name, value) -> {
          INDArray parameter = network.getParam(name);
          parameter.assign(value.dup('c').reshape('c', parameter.shape()));
        });
  }

  /** The gradients of the summed loss, by parameter name. */
  static Map<String, INDArray> gradients(ComputationGraph network, INDArray x, INDArray y) {
    network.setInputs(x);
    network.setLabels(y);
    network.computeGradientAndScore();
    return network.gradient().gradientForVariable();
  }

  /** One update on all examples; the loss before it. */
  static double fit(ComputationGraph network, INDArray x, INDArray y) {
    network.fit(new DataSet(x, y));
    return network.score();
  }

  /** A row of numbers, [1, n]. */
  static INDArray row(double... values) {
    return Nd4j.createFromArray(values).reshape(1, values.length);
  }

  /** A column of numbers, [n, 1]. */
  static INDArray column(double... values) {
    return Nd4j.createFromArray(values).reshape(values.length, 1);
  }

  /** Gaussian numbers with a standard deviation of 1 / sqrt(rows), [rows, columns]. */
  static INDArray gaussian(int rows, int columns, Random random) {
    double[][] values = new double[rows][columns];
    for (double[] line : values) {
      for (int i = 0; i < columns; i++) {
        line[i] = random.nextGaussian() / Math.sqrt(rows);
      }
    }
    return Nd4j.createFromArray(values);
  }
}
