package org.menagerie.layers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the recurrent layers have in common: [N, C, T] in, [N, H, T] out, masks [N, T] honoured.
 *
 * <p>Activations are fixed to tanh and the logistic function, as in cuDNN; a network's default
 * activation does not apply. A masked step keeps the state, gives 0 and takes no gradient.
 */
public abstract class RecurrentConfiguration extends BaseRecurrentLayer {
  private static final long serialVersionUID = 1;

  /** For Jackson. */
  protected RecurrentConfiguration() {}

  /** Takes a builder's values. */
  protected RecurrentConfiguration(Builder<?> builder) {
    super(builder);
    if (builder.getActivationFn() != null
        && !(builder.getActivationFn() instanceof ActivationTanH)) {
      throw new IllegalArgumentException(
          "activation of a recurrent layer must be tanh, was " + builder.getActivationFn());
    }
    activationFn = new ActivationTanH();
    initializeConstraints(builder);
    if (builder.getRecurrentConstraints() != null) {
      builder.getRecurrentConstraints().forEach(this::constrainRecurrent);
    }
  }

  private void constrainRecurrent(LayerConstraint constraint) {
    LayerConstraint own = constraint.clone();
    own.setParams(new HashSet<>(RecurrentParameters.instance().recurrentKeys(this)));
    constraints = constraints == null ? new ArrayList<>() : constraints;
    constraints.add(own);
  }

  /** The cell that walks the sequence. */
  public abstract RecurrentCell cell();

  /** One prefix of parameter names for each direction. */
  public abstract List<String> prefixes();

  /** Sets the biases of one direction; they are 0 before. */
  protected void initializeBias(INDArray bias) {
    bias.assign(0);
  }

  /** The runtime layer without its parameters. */
  protected abstract org.deeplearning4j.nn.layers.BaseLayer<?> newRuntime(
      NeuralNetConfiguration conf, DataType type);

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameterView,
      boolean initialize,
      DataType type) {
    LayerValidation.assertNInNOutSet(
        getClass().getSimpleName(), getLayerName(), index, getNIn(), getNOut());
    return Instances.ready(
        newRuntime(conf, type), conf, listeners, index, parameterView, initialize);
  }

  @Override
  public ParamInitializer initializer() {
    return RecurrentParameters.instance();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return MemoryReports.of(this, inputType, getOutputType(-1, inputType), 0);
  }

  /** The values that this kind of layer has besides those of Deeplearning4j's, for equality. */
  List<Object> settings() {
    return List.of();
  }

  @Override
  public final boolean equals(Object other) {
    return super.equals(other)
        && other instanceof RecurrentConfiguration that
        && cell() == that.cell()
        && prefixes().equals(that.prefixes())
        && settings().equals(that.settings());
  }

  @Override
  public final int hashCode() {
    return Objects.hash(super.hashCode(), cell(), prefixes(), settings());
  }

  /** The options that recurrent layers share. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public abstract static class Builder<T extends Builder<T>> extends BaseRecurrentLayer.Builder<T> {
    @Override
    public abstract RecurrentConfiguration build();
  }
}
