package org.menagerie.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
  private static final int SHOWN = 3;

  private final String name;
  private final ComputationGraph source;
  private final int frozen;
  private final List<String> taken;
  private final List<String> fresh;

  private Transfer(
      String name, ComputationGraph source, int frozen, List<String> taken, List<String> fresh) {
    this.name = name;
    this.source = source;
    this.frozen = frozen;
    this.taken = taken;
    this.fresh = fresh;
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
              "freeze must be at most the %d first layers that %s and this network share, was %d: %s",
              common,
              name,
              freeze,
              difference(source, layers, common)));
    }
    layers.subList(0, freeze).forEach(layer -> fix(target, layerName(layer)));
    Map<Boolean, List<String>> names =
        layers.stream()
            .collect(
                Collectors.partitioningBy(
                    layer -> has(source, layer),
                    Collectors.mapping(Transfer::layerName, Collectors.toList())));
    return new Transfer(name, source, freeze, names.get(true), names.get(false));
  }

  // why the layer at a position cannot be frozen
  private static String difference(ComputationGraph source, List<Layer> layers, int position) {
    Layer layer = layers.get(position);
    String name = layerName(layer);
    if (position == layers.size() - 1) {
      return name + ", the last, always learns";
    }
    GraphVertex vertex = source.getVertex(name);
    return vertex == null || !vertex.hasLayer()
        ? name + " is not there"
        : name + " has " + shapes(vertex.getLayer()) + " there, " + shapes(layer) + " here";
  }

  // "W 32x3x3x3, b 32"
  private static String shapes(Layer layer) {
    return layer.paramTable().entrySet().stream()
        .map(
            e ->
                e.getKey()
                    + " "
                    + Arrays.stream(e.getValue().shape())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining("x")))
        .collect(Collectors.joining(", "));
  }

  /** "5 of 6 layers with parameters start from run x; output starts anew". */
  public String summary() {
    String start =
        String.format(
            Locale.ROOT,
            "%d of %d layers with parameters start from %s",
            taken.size(),
            taken.size() + fresh.size(),
            name);
    if (fresh.isEmpty()) {
      return start;
    }
    String more = fresh.size() > SHOWN ? " and " + (fresh.size() - SHOWN) + " more" : "";
    String names = fresh.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return start + "; anew: " + names + more;
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
