package org.menagerie.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of recurrent layers, laid out and named as Deeplearning4j's LSTM does it.
 *
 * <p>Input weights {@code W} [C, G H], recurrent weights {@code RW} [H, G H], bias {@code b}; with
 * two directions all of the forward one ({@code fW} and so on), then all of the backward one
 * ({@code bW}), as in Deeplearning4j's Bidirectional. So a parameter vector can be copied across.
 */
public final class RecurrentParameters implements ParamInitializer {
  /** Input weights [C, G H]. */
  public static final String INPUT_WEIGHTS = "W";

  /** Recurrent weights [H, G H]. */
  public static final String RECURRENT_WEIGHTS = "RW";

  /** Bias [4 H]. */
  public static final String BIAS = "b";

  private static final RecurrentParameters INSTANCE = new RecurrentParameters();

  private RecurrentParameters() {}

  static RecurrentParameters instance() {
    return INSTANCE;
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return recurrent(layer).prefixes().size() * sizes(recurrent(layer)).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return keys(layer, List.of(INPUT_WEIGHTS, RECURRENT_WEIGHTS, BIAS));
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return keys(layer, List.of(INPUT_WEIGHTS, RECURRENT_WEIGHTS));
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return keys(layer, List.of(BIAS));
  }

  /** The recurrent weights' keys, for their own constraints. */
  List<String> recurrentKeys(Layer layer) {
    return keys(layer, List.of(RECURRENT_WEIGHTS));
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
      NeuralNetConfiguration conf, INDArray view, boolean initialize) {
    RecurrentConfiguration layer = recurrent(conf.getLayer());
    Map<String, INDArray> parameters = views(layer, view);
    parameters.keySet().forEach(conf::addVariable);
    if (initialize) {
      layer.prefixes().forEach(prefix -> initialize(layer, prefix, parameters));
    }
    return parameters;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return views(recurrent(conf.getLayer()), gradientView);
  }

  private static void initialize(
      RecurrentConfiguration layer, String prefix, Map<String, INDArray> parameters) {
    IWeightInit forInput = layer.getWeightInitFn();
    IWeightInit forRecurrent = layer.getWeightInitFnRecurrent();
    initialize(layer, forInput, parameters.get(prefix + INPUT_WEIGHTS));
    initialize(
        layer,
        forRecurrent == null ? forInput : forRecurrent,
        parameters.get(prefix + RECURRENT_WEIGHTS));
    layer.initializeBias(parameters.get(prefix + BIAS));
  }

  /** Fan-in and fan-out are Deeplearning4j's for recurrent layers: equal seeds, equal weights. */
  private static void initialize(
      RecurrentConfiguration layer, IWeightInit scheme, INDArray weights) {
    double fanIn = layer.getNOut();
    double fanOut = layer.getNIn() + layer.getNOut();
    scheme.init(
        fanIn,
        fanOut,
        weights.shape(),
        IWeightInit.DEFAULT_WEIGHT_INIT_ORDER,
        weights.reshape('f', new long[] {weights.length()}));
  }

  private static Map<String, INDArray> views(RecurrentConfiguration layer, INDArray flat) {
    Sizes sizes = sizes(layer);
    long expected = layer.prefixes().size() * sizes.sum();
    if (flat.length() != expected) {
      throw new IllegalArgumentException(
          "parameter view must have %d elements, had %d".formatted(expected, flat.length()));
    }
    INDArray vector = flat.reshape(flat.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    long at = 0;
    for (String prefix : layer.prefixes()) {
      INDArray w = part(vector, at, sizes.input());
      INDArray rw = part(vector, at + sizes.input(), sizes.recurrent());
      INDArray b = part(vector, at + sizes.input() + sizes.recurrent(), sizes.bias());
      views.put(
          prefix + INPUT_WEIGHTS, w.reshape('f', new long[] {layer.getNIn(), sizes.columns()}));
      views.put(
          prefix + RECURRENT_WEIGHTS,
          rw.reshape('f', new long[] {layer.getNOut(), sizes.columns()}));
      views.put(prefix + BIAS, b);
      at += sizes.sum();
    }
    return views;
  }

  private static INDArray part(INDArray vector, long from, long length) {
    return vector.get(NDArrayIndex.interval(from, from + length));
  }

  private static List<String> keys(Layer layer, List<String> names) {
    List<String> keys = new ArrayList<>();
    for (String prefix : recurrent(layer).prefixes()) {
      names.forEach(name -> keys.add(prefix + name));
    }
    return keys;
  }

  private static RecurrentConfiguration recurrent(Layer layer) {
    return (RecurrentConfiguration) layer;
  }

  private static Sizes sizes(RecurrentConfiguration layer) {
    long columns = layer.cell().weightBlocks() * layer.getNOut();
    return new Sizes(
        columns,
        layer.getNIn() * columns,
        layer.getNOut() * columns,
        layer.cell().biasBlocks() * layer.getNOut());
  }

  /** Element counts of one direction. */
  private record Sizes(long columns, long input, long recurrent, long bias) {
    long sum() {
      return input + recurrent + bias;
    }
  }
}
