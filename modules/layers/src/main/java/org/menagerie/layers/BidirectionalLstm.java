package org.menagerie.layers;

import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.menagerie.layers.runtime.BidirectionalRecurrentLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two LSTMs, one from each end, as one layer: [N, C, T] to [N, 2 H, T], or [N, H, T] when merged.
 *
 * <p>Parameters as in Deeplearning4j's {@code Bidirectional(LSTM)}; padding, before or after, does
 * not reach the outputs. Schuster and Paliwal, "Bidirectional recurrent neural networks" (1997).
 * The whole sequence must be there, so {@code rnnTimeStep} and truncated back-propagation are
 * refused.
 */
public final class BidirectionalLstm extends RecurrentConfiguration {
  /** How the two directions' outputs become one. */
  public enum Mode {
    /** Forward features, then backward ones: 2 H. */
    CONCAT,
    /** Their sum. */
    ADD,
    /** Half their sum. */
    AVERAGE
  }

  private static final long serialVersionUID = 1;

  private Mode mode = Mode.CONCAT;
  private double forgetGateBiasInit = LstmBias.FORGET;

  private BidirectionalLstm() {} // for Jackson

  private BidirectionalLstm(Builder builder) {
    super(builder);
    mode = builder.mode;
    forgetGateBiasInit = builder.forgetGateBiasInit;
  }

  @Override
  public RecurrentCell cell() {
    return RecurrentCell.LSTM;
  }

  @Override
  public List<String> prefixes() {
    return List.of("f", "b");
  }

  @Override
  protected void initializeBias(INDArray bias) {
    LstmBias.initialize(bias, forgetGateBiasInit);
  }

  @Override
  protected BidirectionalRecurrentLayer newRuntime(NeuralNetConfiguration conf, DataType type) {
    return new BidirectionalRecurrentLayer(conf, type);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    var one = (InputType.InputTypeRecurrent) super.getOutputType(layerIndex, inputType);
    return mode == Mode.CONCAT
        ? InputType.recurrent(2 * one.getSize(), one.getTimeSeriesLength(), one.getFormat())
        : one;
  }

  /** How the two directions become one. */
  public Mode getMode() {
    return mode;
  }

  /** Sets how the two directions become one. */
  public void setMode(Mode value) {
    mode = value;
  }

  /** Both forget gates' first bias. */
  public double getForgetGateBiasInit() {
    return forgetGateBiasInit;
  }

  /** Sets both forget gates' first bias. */
  public void setForgetGateBiasInit(double value) {
    forgetGateBiasInit = value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BidirectionalLstm that
        && super.equals(that)
        && mode == that.mode
        && forgetGateBiasInit == that.forgetGateBiasInit;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof BidirectionalLstm;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), mode, forgetGateBiasInit);
  }

  /** Builds a {@link BidirectionalLstm}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends RecurrentConfiguration.Builder<Builder> {
    private Mode mode = Mode.CONCAT;
    private double forgetGateBiasInit = LstmBias.FORGET;

    /** How the two directions become one; CONCAT by default. */
    public Builder mode(Mode value) {
      mode = Objects.requireNonNull(value, "mode");
      return this;
    }

    /** Both forget gates' first bias, 1 by default. */
    public Builder forgetGateBiasInit(double value) {
      forgetGateBiasInit = value;
      return this;
    }

    @Override
    public BidirectionalLstm build() {
      return new BidirectionalLstm(this);
    }
  }
}
