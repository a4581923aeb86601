package org.menagerie.layers;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small graphs and batches for the tests of layers over steps. */
final class StepGraphs {
  static final int CLASSES = 3;

  private StepGraphs() {}

  /** Layers one after the other, "0", "1", …, then a class for every step. */
  static ComputationGraph perStep(DataType type, InputType input, Layer... layers) {
    GraphBuilder builder = chain(type, input, layers);
    builder.addLayer(
        "out",
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nOut(CLASSES)
            .activation(Activation.SOFTMAX)
            .build(),
        last(layers));
    return init(builder);
  }

  /** Layers one after the other, "0", "1", …, a mean over the steps, then a class. */
  static ComputationGraph pooled(DataType type, InputType input, Layer... layers) {
    GraphBuilder builder = chain(type, input, layers);
    builder.addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), last(layers));
    builder.addLayer("out", softmax(), "pool");
    return init(builder);
  }

  /** Layers one after the other, "0", "1", …, the last giving [N, F], then a class. */
  static ComputationGraph flat(DataType type, InputType input, Layer... layers) {
    GraphBuilder builder = chain(type, input, layers);
    builder.addLayer("out", softmax(), last(layers));
    return init(builder);
  }

  /** Normally distributed [N, F, T]. */
  static INDArray sequences(DataType type, long seed, long... shape) {
    Random random = new Random(seed);
    INDArray result = Nd4j.create(type, shape);
    for (long i = 0; i < result.length(); i++) {
      result.putScalar(i, random.nextGaussian());
    }
    return result;
  }

  /** Token indices [N, T] below {@code vocabulary}. */
  static INDArray tokens(DataType type, long seed, int vocabulary, long... shape) {
    Random random = new Random(seed);
    INDArray result = Nd4j.create(type, shape);
    for (long i = 0; i < result.length(); i++) {
      result.putScalar(i, random.nextInt(vocabulary));
    }
    return result;
  }

  /** A class for each example [N, C]. */
  static INDArray classes(DataType type, int examples) {
    INDArray result = Nd4j.create(type, examples, CLASSES);
    for (int n = 0; n < examples; n++) {
      result.putScalar(n, n % CLASSES, 1);
    }
    return result;
  }

  /** A class for each step [N, C, T]. */
  static INDArray classesPerStep(DataType type, int examples, int steps) {
    INDArray result = Nd4j.create(type, examples, CLASSES, steps);
    for (int n = 0; n < examples; n++) {
      for (int t = 0; t < steps; t++) {
        result.putScalar(n, (n + t) % CLASSES, t, 1);
      }
    }
    return result;
  }

  /** A mask [N, T] with padding before, behind, on both sides and nowhere, in turn. */
  static INDArray mask(DataType type, int examples, int steps) {
    INDArray mask = Nd4j.ones(type, examples, steps);
    for (int n = 0; n < examples; n++) {
      for (int t = 0; t < steps; t++) {
        boolean before = n % 4 < 2 && t < steps / 3;
        boolean behind = n % 2 == 0 && t >= steps - steps / 3;
        mask.putScalar(n, t, before || behind ? 0 : 1);
      }
    }
    return mask;
  }

  /** A batch with one mask for features and, for steps, labels. */
  static DataSet batch(INDArray features, INDArray labels, INDArray mask) {
    return new DataSet(features, labels, mask, labels.rank() == 3 ? mask : null);
  }

  private static OutputLayer softmax() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static GraphBuilder chain(DataType type, InputType input, Layer... layers) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .dataType(type)
            .updater(new Adam(1e-3))
            .weightInit(WeightInit.XAVIER)
            .biasInit(0.1)
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(input)
            .setOutputs("out");
    String previous = "in";
    for (int i = 0; i < layers.length; i++) {
      builder.addLayer(Integer.toString(i), layers[i], previous);
      previous = Integer.toString(i);
    }
    return builder;
  }

  private static String last(Layer... layers) {
    return layers.length == 0 ? "in" : Integer.toString(layers.length - 1);
  }

  private static ComputationGraph init(GraphBuilder builder) {
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }
}
