package org.menagerie.layers.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The GRU cell whose reset gate scales the recurrent product: gates reset, update, candidate. */
final class GruLane extends RecurrentLane {
  private static final int RESET = 0;
  private static final int UPDATE = 1;
  private static final int CANDIDATE = 2;
  private static final int RECURRENT = 3; // the candidate's recurrent part
  private static final int PARTS = 4;

  private final OneDnnGru kernel;
  private final Scratch partMemory = new Scratch();
  private Address parts; // [4 hidden][batch], before the activations; later their gradients
  private FloatBuffer partFloats;
  private final List<Step> kept = new ArrayList<>();
  private final float[][] biases = new float[PARTS][0];
  private final float[][] partGradients = new float[PARTS][0];
  private final float[][] biasGradients = new float[PARTS][0];
  private float[] direct = {};
  private float[] z = {};
  private boolean training;

  GruLane(OneDnnGru kernel) {
    this.kernel = kernel;
  }

  @Override
  void begin(int steps, RecurrentState initial, int first, boolean training) {
    this.training = training;
    parts = partMemory.floats((long) PARTS * cells);
    partFloats = parts.asBuffer();
    z = grow(z, cells);
    for (int part = CANDIDATE; part < PARTS; part++) { // the gates' are in the product
      biases[part] = grow(biases[part], cells);
      CellMath.repeat(kernel.bias(), part * hidden, hidden, batch, biases[part]);
    }
    int needed = training ? steps : 1;
    while (kept.size() < needed) {
      kept.add(new Step());
    }
    kept.subList(0, needed).forEach(step -> step.grow(cells));
  }

  @Override
  void stepForward(int count, Address joined) {
    Step s = step(count);
    System.arraycopy(output, 0, s.before, 0, cells);
    multiply(joined);
    partFloats.get(RESET * cells, z, 0, cells);
    CellMath.sigmoid(z, s.reset, cells);
    partFloats.get(UPDATE * cells, z, 0, cells);
    CellMath.sigmoid(z, s.update, cells);
    partFloats.get(RECURRENT * cells, s.recurrent, 0, cells);
    CellMath.add(s.recurrent, biases[RECURRENT], cells);
    partFloats.get(CANDIDATE * cells, z, 0, cells);
    CellMath.candidate(z, biases[CANDIDATE], s.reset, s.recurrent, s.candidate, cells);
    CellMath.mix(s.update, s.candidate, s.before, output, cells);
  }

  /** Both gates in one product of x and h; the candidate's two parts apart. */
  private void multiply(Address joined) {
    Matmul.plain(2L * hidden, batch, rows).run(kernel.gateWeights(), joined, null, parts);
    Matmul.plain(hidden, batch, inputs).run(kernel.candidateInput(), joined, null, part(CANDIDATE));
    Address before = joined.plus((long) inputs * batch);
    Matmul.plain(hidden, batch, hidden)
        .run(kernel.candidateRecurrent(), before, null, part(RECURRENT));
  }

  @Override
  void beginBack() {
    direct = grow(direct, cells);
    for (int part = 0; part < PARTS; part++) {
      partGradients[part] = grow(partGradients[part], cells);
      biasGradients[part] = grow(biasGradients[part], cells);
      Arrays.fill(biasGradients[part], 0, cells, 0f);
    }
  }

  @Override
  void stepBack(int count, Address joined, Address joinedGradient) {
    Step s = step(count);
    CellMath.multiply(outputGradient, s.update, direct, cells);
    CellMath.mixBack(
        outputGradient,
        s.update,
        s.candidate,
        s.before,
        partGradients[UPDATE],
        partGradients[CANDIDATE],
        cells);
    CellMath.resetBack(
        partGradients[CANDIDATE],
        s.reset,
        s.recurrent,
        partGradients[RESET],
        partGradients[RECURRENT],
        cells);
    for (int part = 0; part < PARTS; part++) {
      CellMath.add(biasGradients[part], partGradients[part], cells);
      partFloats.put(part * cells, partGradients[part], 0, cells);
    }
    multiplyBack(joinedGradient);
    addWeightGradients(joined);
  }

  private void multiplyBack(Address joinedGradient) {
    int columns = inputs + hidden;
    OneDnn.gemm(
        true,
        false,
        columns,
        batch,
        2L * hidden,
        kernel.gateWeights(),
        rows,
        parts,
        batch,
        0f,
        joinedGradient,
        batch);
    OneDnn.gemm(
        true,
        false,
        inputs,
        batch,
        hidden,
        kernel.candidateInput(),
        inputs,
        part(CANDIDATE),
        batch,
        1f,
        joinedGradient,
        batch);
    OneDnn.gemm(
        true,
        false,
        hidden,
        batch,
        hidden,
        kernel.candidateRecurrent(),
        hidden,
        part(RECURRENT),
        batch,
        1f,
        joinedGradient.plus((long) inputs * batch),
        batch);
  }

  private void addWeightGradients(Address joined) {
    int columns = inputs + hidden;
    Address input = weightGradient.plus(2L * hidden * columns);
    Address recurrent = input.plus((long) hidden * inputs);
    OneDnn.gemm(
        false,
        true,
        2L * hidden,
        columns,
        batch,
        parts,
        batch,
        joined,
        batch,
        1f,
        weightGradient,
        columns);
    OneDnn.gemm(
        false,
        true,
        hidden,
        inputs,
        batch,
        part(CANDIDATE),
        batch,
        joined,
        batch,
        1f,
        input,
        inputs);
    OneDnn.gemm(
        false,
        true,
        hidden,
        hidden,
        batch,
        part(RECURRENT),
        batch,
        joined.plus((long) inputs * batch),
        batch,
        1f,
        recurrent,
        hidden);
  }

  @Override
  void addDirectGradient(float[] carried) {
    CellMath.add(carried, direct, cells);
  }

  @Override
  void skip(int count) {
    // the output is the whole state
  }

  @Override
  void restore(int count, float[] real) {
    // the output is the whole state
  }

  @Override
  void setAside(float[] real) {
    // the output's gradient is the whole gradient
  }

  @Override
  void addAside() {
    // the output's gradient is the whole gradient
  }

  @Override
  int weightCount() {
    return 3 * hidden * (inputs + hidden);
  }

  @Override
  void addBiasGradients(float[] sums) {
    for (int part = 0; part < PARTS; part++) {
      CellMath.addRowSums(biasGradients[part], hidden, batch, sums, part * hidden);
    }
  }

  private Address part(int part) {
    return parts.plus((long) part * cells);
  }

  private Step step(int count) {
    return kept.get(training ? count : 0);
  }

  /** What the way back needs of one step, [hidden][batch] each. */
  private static final class Step {
    private float[] before = {};
    private float[] reset = {};
    private float[] update = {};
    private float[] candidate = {};
    private float[] recurrent = {};

    private void grow(int cells) {
      before = RecurrentLane.grow(before, cells);
      reset = RecurrentLane.grow(reset, cells);
      update = RecurrentLane.grow(update, cells);
      candidate = RecurrentLane.grow(candidate, cells);
      recurrent = RecurrentLane.grow(recurrent, cells);
    }
  }
}
