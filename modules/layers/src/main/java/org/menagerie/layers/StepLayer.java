package org.menagerie.layers;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A layer over the steps of a sequence [N, F, T], or over [N, F] taken as one step each.
 *
 * <p>Its output lies in memory as [N, T, F], which the next such layer reads without a copy.
 */
public abstract class StepLayer extends FeedForwardLayer {
  private static final long serialVersionUID = 1L;

  /** For Deeplearning4j's JSON reader. */
  protected StepLayer() {}

  /** Takes over what every layer shares; subclasses call {@code initializeConstraints} last. */
  protected StepLayer(FeedForwardLayer.Builder<?> builder) {
    super(builder);
    if (builder.getActivationFn() != null
        && !(builder.getActivationFn() instanceof ActivationIdentity)) {
      throw new IllegalArgumentException(
          "a layer over steps applies no activation, was given " + builder.getActivationFn());
    }
  }

  /** The parameters in the order of their memory; sizes are known once nIn is. */
  abstract List<Parameter> parameters();

  /** The layer that computes. */
  abstract org.deeplearning4j.nn.layers.BaseLayer<?> runtime(
      NeuralNetConfiguration conf, DataType dataType);

  /** Whether nOut may differ from nIn; if not, it is nIn whatever was set. */
  boolean hasOwnWidth() {
    return false;
  }

  /** The values that this kind of layer has besides those of Deeplearning4j's, for equality. */
  List<Object> settings() {
    return List.of();
  }

  /** Whether every step coming in gives one step going out. */
  boolean keepsSteps() {
    return true;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    requireSizes();
    return Instances.ready(
        runtime(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public ParamInitializer initializer() {
    return ParameterLayout.INSTANCE;
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    long size = size(inputType);
    if (!hasOwnWidth()) {
      Inputs.requireWidth(this, size);
    }
    if (nIn <= 0 || override) {
      nIn = size;
    }
    inferSizes();
  }

  /** What to set where a size is missing. */
  String sourceOfSizes() {
    return "the network's input types";
  }

  /** Sets what follows from nIn, which is known. */
  void inferSizes() {
    if (!hasOwnWidth() || nOut <= 0) {
      nOut = nIn;
    }
  }

  /** Infers sizes from nIn where no input type did; refuses a layer without nIn. */
  final void requireSizes() {
    if (nIn > 0) {
      inferSizes();
    }
    if (nIn <= 0 || nOut <= 0) {
      throw new IllegalStateException(
          "%s needs nIn and nOut above 0, had %d and %d; set %s"
              .formatted(Inputs.named(this), nIn, nOut, sourceOfSizes()));
    }
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    size(inputType);
    return inputType instanceof InputType.InputTypeRecurrent steps
        ? InputType.recurrent(nOut, steps.getTimeSeriesLength())
        : InputType.feedForward(nOut);
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    size(inputType);
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    InputType output = getOutputType(-1, inputType);
    return MemoryReports.of(this, inputType, output, output.arrayElementsPerExample());
  }

  @Override
  public final boolean equals(Object other) {
    return super.equals(other)
        && other instanceof StepLayer that
        && identity().equals(that.identity());
  }

  @Override
  public final int hashCode() {
    return Objects.hash(super.hashCode(), identity());
  }

  private List<Object> identity() {
    return List.of(getClass(), settings());
  }

  /** Features of a step; refuses what is neither [N, F] nor [N, F, T]. */
  final long size(InputType inputType) {
    Inputs.requireFeaturesBeforeSteps(this, inputType);
    if (inputType instanceof InputType.InputTypeRecurrent steps) {
      return steps.getSize();
    }
    if (inputType instanceof InputType.InputTypeFeedForward features) {
      return features.getSize();
    }
    throw new IllegalStateException(
        "%s takes [N, F] or [N, F, T], was given %s".formatted(Inputs.named(this), inputType));
  }

  /** A product's weights [rows, columns], drawn with the layer's weight initialisation. */
  final Parameter weights(String name, long rows, long columns) {
    return new Parameter(
        name, Parameter.Role.WEIGHT, rows, columns, 'f', flat -> draw(flat, rows, columns));
  }

  /**
   * A table read row by row.
   *
   * <p>One row is in use at a time, so it is drawn as if fan-in and fan-out were 1, whatever the
   * size of the table: variance 1 under Xavier's rule, as in PyTorch's embedding.
   */
  final Parameter table(String name, long rows, long columns) {
    long[] shape = {rows, columns};
    return new Parameter(
        name,
        Parameter.Role.WEIGHT,
        rows,
        columns,
        'c',
        flat -> weightInitFn.init(1, 1, shape, 'c', flat));
  }

  /** A product's bias, starting with the layer's initial bias. */
  final Parameter bias(String name, long length) {
    return Parameter.constant(name, Parameter.Role.BIAS, length, biasInit);
  }

  /** Fills a slice as several matrices of these sizes, one after the other. */
  final void drawParts(INDArray flat, int parts, long rows, long columns) {
    long length = rows * columns;
    for (long from = 0; from < parts * length; from += length) {
      draw(flat.get(NDArrayIndex.interval(from, from + length)), rows, columns);
    }
  }

  /** Fills a slice as a matrix of these sizes. */
  final void draw(INDArray flat, long rows, long columns) {
    long[] shape = {rows, columns};
    char order = IWeightInit.DEFAULT_WEIGHT_INIT_ORDER;
    weightInitFn.init((double) rows, (double) columns, shape, order, flat);
  }
}
