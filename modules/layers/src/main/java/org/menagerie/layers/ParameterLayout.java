package org.menagerie.layers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Lays the {@link Parameter}s that a {@link StepLayer} declares one after the other. */
final class ParameterLayout implements ParamInitializer {
  static final ParameterLayout INSTANCE = new ParameterLayout();

  private ParameterLayout() {}

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    ((StepLayer) layer).requireSizes(); // asked first, also where no input type was set
    return of(layer).stream().mapToLong(Parameter::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return of(layer).stream().map(Parameter::name).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return keys(layer, Parameter.Role.WEIGHT);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return keys(layer, Parameter.Role.BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    Map<String, INDArray> slices = slices(conf.getLayer(), paramsView);
    Map<String, INDArray> table = Collections.synchronizedMap(new LinkedHashMap<>());
    for (Parameter parameter : of(conf.getLayer())) {
      INDArray slice = slices.get(parameter.name());
      if (initializeParams) {
        parameter.fill().accept(slice);
      }
      table.put(parameter.name(), parameter.shape(slice));
      conf.addVariable(parameter.name());
    }
    return table;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    Map<String, INDArray> slices = slices(conf.getLayer(), gradientView);
    for (Parameter parameter : of(conf.getLayer())) {
      slices.computeIfPresent(parameter.name(), (name, flat) -> parameter.shape(flat));
    }
    return slices;
  }

  private Map<String, INDArray> slices(Layer layer, INDArray view) {
    long expected = numParams(layer);
    if (expected == 0) {
      return new LinkedHashMap<>(); // Deeplearning4j hands such a layer no view
    }
    if (view.length() != expected) {
      throw new IllegalStateException(
          "layer \"%s\" has %d parameters, but its view holds %d"
              .formatted(layer.getLayerName(), expected, view.length()));
    }
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> slices = new LinkedHashMap<>();
    long from = 0;
    for (Parameter parameter : of(layer)) {
      long to = from + parameter.length();
      slices.put(parameter.name(), flat.get(NDArrayIndex.interval(from, to)));
      from = to;
    }
    return slices;
  }

  private static List<String> keys(Layer layer, Parameter.Role role) {
    return of(layer).stream().filter(p -> p.role() == role).map(Parameter::name).toList();
  }

  private static List<Parameter> of(Layer layer) {
    return ((StepLayer) layer).parameters();
  }
}
