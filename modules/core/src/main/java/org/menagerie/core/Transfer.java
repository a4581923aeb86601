package org.menagerie.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.menagerie.layers.BatchNorm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The start of a training from an earlier network: layers of the same name and shapes take its
 * parameters, and the first of them can be frozen. A frozen batch normalisation keeps its running
 * statistics and works with them in training too.
 */
public final class Transfer {
  private final ComputationGraph source;
  private final int frozen;

  private Transfer(ComputationGraph source, int frozen) {
    this.source = source;
    this.frozen = frozen;
  }

  /**
   * Compares a trained network with one to be trained, whose frozen layers it marks.
   *
   * @param name of the trained network, for messages
   * @param freeze layers with parameters, from the input on
   * @throws InvalidInputException where they have nothing in common, or less than is to be frozen
   */
  public static Transfer of(
      String name, ComputationGraph source, ComputationGraphConfiguration target, int freeze) {
    ComputationGraph sketch = new ComputationGraph(target.clone());
    sketch.init();
    List<Layer> layers = withParameters(sketch);
    if (layers.stream().noneMatch(layer -> has(source, layer))) {
      throw new InvalidInputException(
          name + " has no layer of a name and shape that this network has too");
    }
    int common = 0;
    while (common < layers.size() - 1 && has(source, layers.get(common))) {
      common++; // the output layer always learns
    }
    if (freeze > common) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "freeze must be at most the %d first layers that %s and this network share, was %d",
              common,
              name,
              freeze));
    }
    layers.subList(0, freeze).forEach(layer -> fix(target, layerName(layer)));
    return new Transfer(source, freeze);
  }

  private static void fix(ComputationGraphConfiguration target, String name) {
    if (target.getVertices().get(name) instanceof LayerVertex vertex
        && vertex.getLayerConf().getLayer() instanceof BatchNorm norm) {
      norm.fix();
    }
  }

  /** Gives a new network the common layers' parameters. */
  void copyTo(ComputationGraph network) {
    for (Layer layer : withParameters(network)) {
      if (has(source, layer)) {
        Layer from = source.getLayer(layerName(layer));
        layer.paramTable().forEach((key, values) -> values.assign(from.getParam(key)));
      }
    }
  }

  /** How many of a network's parameters are frozen; they are its first. */
  long frozenParameters(ComputationGraph network) {
    return withParameters(network).stream().limit(frozen).mapToLong(Layer::numParams).sum();
  }

  private static List<Layer> withParameters(ComputationGraph network) {
    List<Layer> layers = new ArrayList<>(Arrays.asList(network.getLayers()));
    layers.removeIf(layer -> layer.numParams() == 0);
    return layers;
  }

  private static boolean has(ComputationGraph source, Layer layer) {
    GraphVertex vertex = source.getVertex(layerName(layer));
    if (vertex == null || !vertex.hasLayer()) {
      return false;
    }
    Layer other = vertex.getLayer();
    Map<String, INDArray> known = other.paramTable();
    Map<String, INDArray> wanted = layer.paramTable();
    return known.keySet().equals(wanted.keySet())
        && wanted.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue().shape(), known.get(e.getKey()).shape()));
  }

  private static String layerName(Layer layer) {
    return layer.conf().getLayer().getLayerName();
  }
}
