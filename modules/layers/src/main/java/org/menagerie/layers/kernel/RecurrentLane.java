package org.menagerie.layers.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One range of examples of a batch on its way through a recurrent cell, and back.
 *
 * <p>Everything is laid out [features][examples], a step at a time, so that a gate is one loop over
 * heap floats without gaps. x_t, h_{t-1} and a row of ones lie under each other in native memory:
 * one product a step gives all gates with their bias. Masked examples run along, and their state is
 * put back after the step.
 */
abstract class RecurrentLane {
  int inputs;
  int hidden;

  /** Rows of {@code joined}: inputs + hidden + 1, the last of ones. */
  int rows;

  /** Examples in this lane. */
  int batch;

  /** Elements of one gate, hidden * batch. */
  int cells;

  /** The output h of the step before, then of this one. */
  float[] output = {};

  /** The loss's gradient with respect to this step's output. */
  float[] outputGradient = {};

  /** The weight gradient, laid out by the subclass. */
  Address weightGradient;

  private final Scratch joinedMemory = new Scratch();
  private final Scratch joinedGradientMemory = new Scratch();
  private final Scratch weightGradientMemory = new Scratch();
  private final Scratch orderedMemory = new Scratch();
  private final Address slot = new Address(0, 0);
  private Address joined; // [slots][rows][batch]
  private FloatBuffer joinedFloats;
  private Address joinedGradient; // [inputs + hidden][batch]
  private FloatBuffer joinedGradientFloats;

  private int first;
  private int steps;
  private boolean reverse;
  private boolean training;
  private LaneMask mask;
  private float[] sequence = {}; // [steps][features][batch]
  private float[] real = {}; // the mask of one step, repeated for each unit
  private float[] before = {}; // state or gradient that masked examples keep
  private float[] carried = {}; // gradient with respect to the output, from the step after
  private float[] step = {};

  /** Computes one step from {@code joined} [rows, batch]; updates {@code output}. */
  abstract void stepForward(int count, Address joined);

  /**
   * Computes the gradients of one step.
   *
   * <p>Reads {@code outputGradient}, writes {@code joinedGradient}, adds to {@code weightGradient}.
   */
  abstract void stepBack(int count, Address joined, Address joinedGradient);

  /** Adds what reaches the output of the step before other than through {@code joined}. */
  abstract void addDirectGradient(float[] carried);

  /** Makes room for the steps of a pass and sets further state from {@code initial}. */
  abstract void begin(int steps, RecurrentState initial, int first, boolean training);

  /** Clears what is summed over a backward pass. */
  abstract void beginBack();

  /** A step in which every example is padding: the cell's own state stays. */
  abstract void skip(int count);

  /** Puts back the own state of masked examples after a step. */
  abstract void restore(int count, float[] real);

  /** Takes masked examples' own gradient out of a step back. */
  abstract void setAside(float[] real);

  /** Adds what {@link #setAside} took out. */
  abstract void addAside();

  /** Adds the bias gradients of the last pass back to {@code sums}. */
  abstract void addBiasGradients(float[] sums);

  /** Floats of {@code weightGradient}. */
  abstract int weightCount();

  /** Walks {@code count} examples from {@code first} on. */
  final void forward(RecurrentInput input, int first, int count, boolean training, Output out) {
    this.first = first;
    this.training = training;
    batch = count;
    steps = input.steps();
    reverse = input.reverse();
    size((int) input.x().size(1), out.hidden());
    gather(input.x());
    mask = input.mask() == null ? null : new LaneMask(input.mask(), first, count);
    if (mask != null) {
      mask.clear(sequence, inputs);
    }
    load(input.initial());
    begin(steps, input.initial(), first, training);
    for (int t = 0; t < steps; t++) {
      walk(t, out.memory());
    }
  }

  /** Fills {@code sequence}; lanes order their own examples, each in its thread. */
  private void gather(INDArray x) {
    SequenceMemory memory = SequenceMemory.of(x);
    if (memory.isInSteps()) {
      memory.gather(first, batch, sequence);
      return;
    }
    int length = steps * inputs * batch;
    Address ordered = orderedMemory.floats(length);
    StepOrder.copy(x, first, batch, ordered);
    ordered.get(sequence, 0, length);
  }

  private void size(int inputs, int hidden) {
    this.inputs = inputs;
    this.hidden = hidden;
    cells = hidden * batch;
    rows = inputs + hidden + 1;
    sequence = grow(sequence, steps * batch * Math.max(inputs, hidden));
    step = grow(step, batch * Math.max(inputs, hidden));
    output = grow(output, cells);
    before = grow(before, cells);
    real = grow(real, cells);
    int slots = training ? steps + 1 : 1;
    joined = joinedMemory.floats((long) slots * rows * batch);
    joinedFloats = joined.asBuffer();
    Arrays.fill(step, 0, batch, 1f);
    for (int slot = 1; slot <= slots; slot++) {
      joinedFloats.put((slot * rows - 1) * batch, step, 0, batch);
    }
  }

  private void load(RecurrentState initial) {
    if (initial == null) {
      Arrays.fill(output, 0, cells, 0f);
    } else {
      SequenceMemory.of(initial.output()).gather(first, batch, output);
    }
    joinedFloats.put(inputs * batch, output, 0, cells);
  }

  private void walk(int t, SequenceMemory out) {
    int position = position(t);
    LaneMask.Kind kind = kind(position);
    int columns = rows * batch;
    float[] shown = output;
    if (kind == LaneMask.Kind.PADDING) {
      skip(t);
      shown = cleared();
    } else {
      if (kind == LaneMask.Kind.MIXED) {
        System.arraycopy(output, 0, before, 0, cells);
      }
      joinedFloats.put(slotOf(t) * columns, sequence, position * inputs * batch, inputs * batch);
      stepForward(t, slot(t));
      if (kind == LaneMask.Kind.MIXED) {
        mask.repeat(position, real, hidden);
        CellMath.select(real, output, before, cells);
        restore(t, real);
        CellMath.multiply(output, real, step, cells);
        shown = step;
      }
    }
    joinedFloats.put(slotOf(t + 1) * columns + inputs * batch, output, 0, cells);
    out.write(position, first, batch, shown);
  }

  /** Walks {@code back} steps back; {@code dx} is written for all steps. */
  final void backward(SequenceMemory epsilon, int back, SequenceMemory dx) {
    outputGradient = grow(outputGradient, cells);
    carried = grow(carried, cells);
    joinedGradient = joinedGradientMemory.floats((long) (inputs + hidden) * batch);
    joinedGradientFloats = joinedGradient.asBuffer();
    weightGradient = weightGradientMemory.floats(weightCount());
    weightGradient.zero();
    epsilon.gather(first, batch, sequence);
    Arrays.fill(carried, 0, cells, 0f);
    beginBack();
    int stop = Math.max(0, steps - back);
    for (int t = steps - 1; t >= 0; t--) {
      int position = position(t);
      if (t < stop || kind(position) == LaneMask.Kind.PADDING) {
        dx.write(position, first, batch, cleared());
      } else {
        walkBack(t, dx);
      }
    }
  }

  private void walkBack(int t, SequenceMemory dx) {
    int position = position(t);
    boolean mixed = kind(position) == LaneMask.Kind.MIXED;
    System.arraycopy(sequence, position * cells, outputGradient, 0, cells);
    if (mixed) {
      mask.repeat(position, real, hidden);
      CellMath.multiply(outputGradient, real, outputGradient, cells);
      CellMath.split(carried, real, before, cells);
      setAside(real);
    }
    CellMath.add(outputGradient, carried, cells);
    stepBack(t, slot(t), joinedGradient);
    joinedGradientFloats.get(inputs * batch, carried, 0, cells);
    addDirectGradient(carried);
    if (mixed) {
      CellMath.add(carried, before, cells);
      addAside();
    }
    joinedGradientFloats.get(0, step, 0, inputs * batch);
    dx.write(position, first, batch, step);
  }

  /** Writes the last output to [N, H]. */
  final void writeOutput(SequenceMemory to) {
    to.write(0, first, batch, output);
  }

  final int first() {
    return first;
  }

  /** This array if it is long enough, or a new one. */
  static float[] grow(float[] array, int length) {
    return array.length >= length ? array : new float[length];
  }

  private float[] cleared() {
    Arrays.fill(step, 0f);
    return step;
  }

  private int position(int t) {
    return reverse ? steps - 1 - t : t;
  }

  private LaneMask.Kind kind(int position) {
    return mask == null ? LaneMask.Kind.REAL : mask.kind(position);
  }

  /** Inference needs no step again, and keeps one. */
  private int slotOf(int t) {
    return training ? t : 0;
  }

  private Address slot(int t) {
    long floats = (long) rows * batch;
    return slot.set(joined.address() + Float.BYTES * floats * slotOf(t), floats);
  }

  /** Where outputs [N, H, T] go. */
  record Output(SequenceMemory memory, int hidden) {}
}
