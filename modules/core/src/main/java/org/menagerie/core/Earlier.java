package org.menagerie.core;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained network that another one may start from.
 *
 * @param name what messages call it
 * @param sameSymbols whether the places of its input stand for the same symbols or categories
 * @param sameAnswers whether its outputs stand for the same classes or values
 */
public record Earlier(
    String name, ComputationGraph network, boolean sameSymbols, boolean sameAnswers) {

  /** Whether it has a layer of this name and these shapes. */
  boolean has(Layer layer) {
    GraphVertex vertex = network.getVertex(name(layer));
    return vertex != null && vertex.hasLayer() && shapes(vertex.getLayer()).equals(shapes(layer));
  }

  /**
   * What a layer of the new network means that this one's does not; empty where they mean the same.
   *
   * <p>Equal shapes are not enough at a network's ends: rows of another symbol or columns of
   * another class would be worse than none.
   */
  Optional<String> meaning(ComputationGraph to, Layer layer) {
    if (!sameSymbols && readsInput(to, name(layer))) {
      return Optional.of("other symbols");
    }
    boolean answers = to.getConfiguration().getNetworkOutputs().contains(name(layer));
    return answers && !sameAnswers ? Optional.of("other answers") : Optional.empty();
  }

  /** "first has W 2x6, b 6 there, W 2x7, b 7 here", of a layer that does not fit. */
  String difference(ComputationGraph to, Layer layer) {
    GraphVertex vertex = network.getVertex(name(layer));
    if (vertex == null || !vertex.hasLayer()) {
      return name(layer) + " is not there";
    }
    return has(layer)
        ? name(layer) + " has " + meaning(to, layer).orElse("the same meaning")
        : name(layer) + " has " + shapes(vertex.getLayer()) + " there, " + shapes(layer) + " here";
  }

  /** A layer's parameters here. */
  INDArray parameter(Layer layer, String key) {
    return network.getLayer(name(layer)).getParam(key);
  }

  // whether no layer with parameters stands between it and the input
  private static boolean readsInput(ComputationGraph graph, String layer) {
    ComputationGraphConfiguration configuration = graph.getConfiguration();
    Deque<String> below = new ArrayDeque<>(configuration.getVertexInputs().get(layer));
    while (!below.isEmpty()) {
      String vertex = below.pop();
      if (configuration.getNetworkInputs().contains(vertex)) {
        return true;
      }
      if (graph.getVertex(vertex).numParams() == 0) {
        below.addAll(configuration.getVertexInputs().get(vertex));
      }
    }
    return false;
  }

  // "W 32x3x3x3, b 32"
  private static String shapes(Layer layer) {
    Map<String, INDArray> parameters = layer.paramTable();
    return parameters.entrySet().stream()
        .map(
            e ->
                e.getKey()
                    + " "
                    + Arrays.stream(e.getValue().shape())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining("x")))
        .collect(Collectors.joining(", "));
  }

  static String name(Layer layer) {
    return layer.conf().getLayer().getLayerName();
  }
}
