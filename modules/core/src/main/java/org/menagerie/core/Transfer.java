package org.menagerie.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.layers.BatchNorm;

/**
 * The start of a training from an earlier network: layers of the same name, shapes and meaning take
 * its parameters, and the first of them can be frozen. A frozen batch normalisation keeps its
 * running statistics and works with them in training too.
 */
public final class Transfer {
  private static final int SHOWN = 3;

  private final Earlier source;
  private final int frozen;
  private final Set<String> taken;
  private final List<String> fresh;

  private Transfer(Earlier source, int frozen, Set<String> taken, List<String> fresh) {
    this.source = source;
    this.frozen = frozen;
    this.taken = taken;
    this.fresh = fresh;
  }

  /**
   * Compares a trained network with one to be trained, whose frozen layers it marks.
   *
   * @param freeze layers with parameters, from the input on
   * @throws InvalidInputException where they have nothing in common, or less than is to be frozen
   */
  public static Transfer of(Earlier source, ComputationGraphConfiguration target, int freeze) {
    ComputationGraph sketch = new ComputationGraph(target.clone());
    sketch.init();
    List<Layer> layers = withParameters(sketch);
    Set<String> taken = new HashSet<>();
    List<String> fresh = new ArrayList<>();
    for (Layer layer : layers) {
      Optional<String> meaning = source.meaning(sketch, layer);
      if (source.has(layer) && meaning.isEmpty()) {
        taken.add(Earlier.name(layer));
      } else {
        fresh.add(Earlier.name(layer) + meaning.map(other -> " (" + other + ")").orElse(""));
      }
    }
    if (taken.isEmpty()) {
      throw new InvalidInputException(
          source.name() + " has no layer of a name, shape and meaning that this network has too");
    }
    int common = 0;
    while (common < layers.size() - 1 && taken.contains(Earlier.name(layers.get(common)))) {
      common++; // the output layer always learns
    }
    if (freeze > common) {
      Layer next = layers.get(common);
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "freeze must be at most the %d first layers that %s and this network share, was %d:"
                  + " %s",
              common,
              source.name(),
              freeze,
              common == layers.size() - 1
                  ? Earlier.name(next) + ", the last, always learns"
                  : source.difference(sketch, next)));
    }
    layers.subList(0, freeze).forEach(layer -> fix(target, Earlier.name(layer)));
    return new Transfer(source, freeze, taken, fresh);
  }

  /** "5 of 6 layers with parameters start from run x; anew: output (other answers)". */
  public String summary() {
    String start =
        String.format(
            Locale.ROOT,
            "%d of %d layers with parameters start from %s",
            taken.size(),
            taken.size() + fresh.size(),
            source.name());
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
      if (taken.contains(Earlier.name(layer))) {
        layer.paramTable().forEach((key, own) -> own.assign(source.parameter(layer, key)));
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
}
