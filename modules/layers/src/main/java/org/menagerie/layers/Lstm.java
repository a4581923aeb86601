package org.menagerie.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.menagerie.layers.runtime.ForwardRecurrentLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * LSTM without peepholes, [N, C, T] to [N, H, T]; parameters as in Deeplearning4j's LSTM.
 *
 * <p>c_t = f c_{t-1} + i a and h_t = o tanh(c_t): Gers et al., "Learning to Forget" (2000). Gates
 * in the order candidate a (tanh), forget f, output o, input i. {@code rnnTimeStep} and truncated
 * back-propagation work as for Deeplearning4j's layers.
 */
public final class Lstm extends RecurrentConfiguration {
  private static final long serialVersionUID = 1;

  private double forgetGateBiasInit = LstmBias.FORGET;

  private Lstm() {} // for Jackson

  private Lstm(Builder builder) {
    super(builder);
    forgetGateBiasInit = builder.forgetGateBiasInit;
  }

  @Override
  public RecurrentCell cell() {
    return RecurrentCell.LSTM;
  }

  @Override
  public List<String> prefixes() {
    return List.of("");
  }

  @Override
  protected void initializeBias(INDArray bias) {
    LstmBias.initialize(bias, forgetGateBiasInit);
  }

  @Override
  protected ForwardRecurrentLayer newRuntime(NeuralNetConfiguration conf, DataType type) {
    return new ForwardRecurrentLayer(conf, type);
  }

  /** The forget gate's first bias. */
  public double getForgetGateBiasInit() {
    return forgetGateBiasInit;
  }

  @Override
  List<Object> settings() {
    return List.of(forgetGateBiasInit);
  }

  /** Builds an {@link Lstm}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends RecurrentConfiguration.Builder<Builder> {
    private double forgetGateBiasInit = LstmBias.FORGET;

    /** The forget gate's first bias, 1 by default: a cell that remembers until it learns not to. */
    public Builder forgetGateBiasInit(double value) {
      forgetGateBiasInit = value;
      return this;
    }

    @Override
    public Lstm build() {
      return new Lstm(this);
    }
  }
}
