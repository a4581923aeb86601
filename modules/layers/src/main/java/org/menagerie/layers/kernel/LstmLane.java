package org.menagerie.layers.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The LSTM cell without peepholes, gates in Deeplearning4j's order: candidate, f, o, i. */
final class LstmLane extends RecurrentLane {
  private static final int GATES = 4;

  private final OneDnnLstm kernel;
  private final Scratch gateMemory = new Scratch();
  private Address gates; // [4 hidden][batch], before the activations; later their gradients
  private FloatBuffer gateFloats;
  private Primitive product; // of weights and joined; asked for anew in each pass, on its thread
  private final List<Step> kept = new ArrayList<>();
  private final List<float[]> memories = new ArrayList<>();
  private final float[][] gateGradients = new float[GATES][0];
  private final float[][] biasGradients = new float[GATES][0];
  private float[] initialMemory = {};
  private float[] memoryGradient = {};
  private float[] aside = {};
  private float[] z = {};
  private float[] gateZ = {};
  private boolean training;
  private int last;

  LstmLane(OneDnnLstm kernel) {
    this.kernel = kernel;
  }

  @Override
  void begin(int steps, RecurrentState initial, int first, boolean training) {
    this.training = training;
    last = steps - 1;
    gates = gateMemory.floats((long) GATES * cells);
    gateFloats = gates.asBuffer();
    product = Matmul.plain((long) GATES * hidden, batch, rows).primitive();
    z = grow(z, cells);
    gateZ = grow(gateZ, cells);
    initialMemory = grow(initialMemory, cells);
    if (initial == null) {
      Arrays.fill(initialMemory, 0, cells, 0f);
    } else {
      SequenceMemory.of(initial.cell()).gather(first, batch, initialMemory);
    }
    // inference keeps no gates, and alternates between two memories
    int needed = training ? steps : 2;
    while (memories.size() < needed) {
      kept.add(new Step());
      memories.add(new float[0]);
    }
    kept.subList(0, training ? steps : 0).forEach(step -> step.grow(cells));
    memories.subList(0, needed).replaceAll(memory -> grow(memory, cells));
  }

  @Override
  void stepForward(int count, Address joined) {
    product.run(kernel.weights(), joined, gates);
    if (!training) {
      infer(count);
      return;
    }
    Step s = kept.get(count);
    gateFloats.get(0, z, 0, cells);
    CellMath.tanh(z, s.candidate, cells);
    gateFloats.get(cells, z, 0, cells);
    CellMath.sigmoid(z, s.forget, cells);
    gateFloats.get(2 * cells, z, 0, cells);
    CellMath.sigmoid(z, s.output, cells);
    gateFloats.get(3 * cells, z, 0, cells);
    CellMath.sigmoid(z, s.input, cells);
    CellMath.memory(s.candidate, s.forget, s.input, memoryBefore(count), memory(count), cells);
    CellMath.output(s.output, memory(count), output, cells);
  }

  /** The same in fewer passes over memory, as nobody will ask for the gates. */
  private void infer(int count) {
    gateFloats.get(0, z, 0, cells);
    gateFloats.get(3 * cells, gateZ, 0, cells);
    CellMath.gated(gateZ, z, z, cells);
    gateFloats.get(cells, gateZ, 0, cells);
    CellMath.gatedSum(gateZ, memoryBefore(count), z, memory(count), cells);
    gateFloats.get(2 * cells, gateZ, 0, cells);
    CellMath.gated(gateZ, memory(count), output, cells);
  }

  @Override
  void beginBack() {
    memoryGradient = grow(memoryGradient, cells);
    Arrays.fill(memoryGradient, 0, cells, 0f);
    aside = grow(aside, cells);
    for (int gate = 0; gate < GATES; gate++) {
      gateGradients[gate] = grow(gateGradients[gate], cells);
      biasGradients[gate] = grow(biasGradients[gate], cells);
      Arrays.fill(biasGradients[gate], 0, cells, 0f);
    }
  }

  @Override
  void stepBack(int count, Address joined, Address joinedGradient) {
    Step s = kept.get(count);
    CellMath.tanh(memory(count), z, cells);
    CellMath.outputBack(outputGradient, s.output, z, memoryGradient, gateGradients[2], cells);
    CellMath.candidateBack(
        memoryGradient, s.candidate, s.input, gateGradients[0], gateGradients[3], cells);
    CellMath.forgetBack(memoryGradient, s.forget, memoryBefore(count), gateGradients[1], cells);
    for (int gate = 0; gate < GATES; gate++) {
      CellMath.add(biasGradients[gate], gateGradients[gate], cells);
      gateFloats.put(gate * cells, gateGradients[gate], 0, cells);
    }
    int columns = inputs + hidden;
    int units = GATES * hidden;
    OneDnn.gemm(
        true,
        false,
        columns,
        batch,
        units,
        kernel.weights(),
        rows,
        gates,
        batch,
        0f,
        joinedGradient,
        batch);
    OneDnn.gemm(
        false,
        true,
        units,
        columns,
        batch,
        gates,
        batch,
        joined,
        batch,
        1f,
        weightGradient,
        columns);
  }

  @Override
  void addDirectGradient(float[] carried) {
    // all of it came through the gates
  }

  @Override
  void skip(int count) {
    System.arraycopy(memoryBefore(count), 0, memory(count), 0, cells);
  }

  @Override
  void restore(int count, float[] real) {
    CellMath.select(real, memory(count), memoryBefore(count), cells);
  }

  @Override
  void setAside(float[] real) {
    CellMath.split(memoryGradient, real, aside, cells);
  }

  @Override
  void addAside() {
    CellMath.add(memoryGradient, aside, cells);
  }

  @Override
  int weightCount() {
    return GATES * hidden * (inputs + hidden);
  }

  @Override
  void addBiasGradients(float[] sums) {
    for (int gate = 0; gate < GATES; gate++) {
      CellMath.addRowSums(biasGradients[gate], hidden, batch, sums, gate * hidden);
    }
  }

  /** Writes the last memory to [N, H]. */
  void writeMemory(SequenceMemory to) {
    to.write(0, first(), batch, memoryBefore(last + 1));
  }

  private float[] memory(int count) {
    return memories.get(training ? count : count % 2);
  }

  private float[] memoryBefore(int count) {
    return count == 0 ? initialMemory : memory(count - 1);
  }

  /** What the way back needs of one step, [hidden][batch] each. */
  private static final class Step {
    private float[] candidate = {};
    private float[] forget = {};
    private float[] output = {};
    private float[] input = {};

    private void grow(int cells) {
      candidate = RecurrentLane.grow(candidate, cells);
      forget = RecurrentLane.grow(forget, cells);
      output = RecurrentLane.grow(output, cells);
      input = RecurrentLane.grow(input, cells);
    }
  }
}
