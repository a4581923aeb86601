package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/** GRU on three products a step, gates in vectorised Java. */
final class OneDnnGru extends OneDnnRecurrent<GruLane> {
  private final Scratch memory = new Scratch();
  private final JoinedRows rows = new JoinedRows();
  private Address gates;
  private INDArray input;
  private INDArray recurrent;

  /** Both gates' weights and bias side by side, [2 hidden][inputs + hidden + 1]. */
  Address gateWeights() {
    return gates;
  }

  /** The candidate's input weights [hidden][inputs]. */
  Address candidateInput() {
    return Address.of(input).plus(2L * hidden() * inputs());
  }

  /** The candidate's recurrent weights [hidden][hidden]. */
  Address candidateRecurrent() {
    return Address.of(recurrent).plus(2L * hidden() * hidden());
  }

  @Override
  GruLane newLane() {
    return new GruLane(this);
  }

  @Override
  void prepare(INDArray inputWeights, INDArray recurrentWeights) {
    gates = memory.floats(2L * hidden() * (inputs() + hidden() + 1));
    rows.join(inputWeights, recurrentWeights, bias(), 2 * hidden(), gates);
    input = inputWeights;
    recurrent = recurrentWeights;
  }

  @Override
  void finish(float[] sum, INDArray inputGradient, INDArray recurrentGradient) {
    JoinedRows.split(sum, 2 * hidden(), inputGradient, recurrentGradient);
    int start = 2 * hidden() * (inputs() + hidden());
    int inputLength = hidden() * inputs();
    Address.of(inputGradient).plus(2L * inputLength).put(sum, start, inputLength);
    Address.of(recurrentGradient)
        .plus(2L * hidden() * hidden())
        .put(sum, start + inputLength, hidden() * hidden());
  }

  @Override
  INDArray lastMemory() {
    return null;
  }
}
