package org.menagerie.layers;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two LSTMs, one from each end, as one layer: [N, C, T] to [N, 2 H, T], or [N, H, T] when merged.
 *
 * <p>Cells as in {@link Lstm}, parameters as in Deeplearning4j's {@code Bidirectional(LSTM)}.
 */
public final class BidirectionalLstm extends BidirectionalRecurrent {
  private static final long serialVersionUID = 1;

  private double forgetGateBiasInit = LstmBias.FORGET;

  private BidirectionalLstm() {} // for Jackson

  private BidirectionalLstm(Builder builder) {
    super(builder);
    forgetGateBiasInit = builder.forgetGateBiasInit;
  }

  @Override
  public RecurrentCell cell() {
    return RecurrentCell.LSTM;
  }

  @Override
  protected void initializeBias(INDArray bias) {
    LstmBias.initialize(bias, forgetGateBiasInit);
  }

  /** Both forget gates' first bias. */
  public double getForgetGateBiasInit() {
    return forgetGateBiasInit;
  }

  @Override
  List<Object> settings() {
    return List.of(getMode(), forgetGateBiasInit);
  }

  /** Builds a {@link BidirectionalLstm}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends BidirectionalRecurrent.Builder<Builder> {
    private double forgetGateBiasInit = LstmBias.FORGET;

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
