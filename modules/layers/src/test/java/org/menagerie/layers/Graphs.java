package org.menagerie.layers;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Small graphs and data for the tests of layers. */
public final class Graphs {
  private Graphs() {}

  /** An initialised graph with one input "in", seeded, trained by plain gradient descent. */
  public static ComputationGraph of(
      DataType type, InputType input, UnaryOperator<GraphBuilder> layers) {
    return of(type, input, new Sgd(0.1), layers);
  }

  /** An initialised graph with one input "in" and an updater. */
  public static ComputationGraph of(
      DataType type, InputType input, IUpdater updater, UnaryOperator<GraphBuilder> layers) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(17)
            .dataType(type)
            .updater(updater)
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(input);
    ComputationGraph graph = new ComputationGraph(layers.apply(builder).build());
    graph.init();
    return graph;
  }

  /** A network of these layers whose input type is not set. */
  static MultiLayerNetwork untyped(DataType type, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(3).dataType(type).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  /** Standard normal values, the same for the same seed. */
  public static INDArray normal(DataType type, long seed, long... shape) {
    Nd4j.getRandom().setSeed(seed + 1000); // 0 would mean a seed from the clock
    return Nd4j.randn(DataType.DOUBLE, shape).castTo(type);
  }

  /** One-hot rows [examples, classes] that go through the classes in turn. */
  public static INDArray oneHot(DataType type, int examples, int classes) {
    INDArray labels = Nd4j.zeros(type, examples, classes);
    for (int i = 0; i < examples; i++) {
      labels.putScalar(i, (i * 7 + 1) % classes, 1);
    }
    return labels;
  }
}
