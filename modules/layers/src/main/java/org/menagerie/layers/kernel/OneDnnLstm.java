package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * LSTM on one product a step over [x_t; h_{t-1}], gates in vectorised Java.
 *
 * <p>As fast as oneDNN's own lstm primitive, and masks are free.
 */
final class OneDnnLstm extends OneDnnRecurrent<LstmLane> {
  private final Scratch memory = new Scratch();
  private final JoinedRows rows = new JoinedRows();
  private Address weights; // [4 hidden][inputs + hidden + 1]

  /** Input weights, recurrent weights and bias side by side, [4 hidden][inputs + hidden + 1]. */
  Address weights() {
    return weights;
  }

  @Override
  LstmLane newLane() {
    return new LstmLane(this);
  }

  @Override
  void prepare(INDArray input, INDArray recurrent) {
    weights = memory.floats(4L * hidden() * (inputs() + hidden() + 1));
    rows.join(input, recurrent, bias(), 4 * hidden(), weights);
  }

  @Override
  void finish(float[] sum, INDArray input, INDArray recurrent) {
    JoinedRows.split(sum, 4 * hidden(), input, recurrent);
  }

  @Override
  INDArray lastMemory() {
    return gather(LstmLane::writeMemory);
  }
}
