package org.menagerie.layers.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Splits a batch over lanes and sums their gradients; the cells are in the subclasses. */
abstract class OneDnnRecurrent<L extends RecurrentLane> implements RecurrentKernel {
  /** Fewer examples a lane make products too thin to be worth a thread. */
  private static final int EXAMPLES_A_LANE = 8;

  private final List<L> lanes = new ArrayList<>();
  private float[] bias = {};
  private int active;
  private int batch;
  private int inputs;
  private int hidden;
  private boolean trained;

  /** A lane that reads this kernel's weights. */
  abstract L newLane();

  /** Takes the weights for the next pass; each array is 'f' ordered without gaps. */
  abstract void prepare(INDArray input, INDArray recurrent);

  /** Writes the lanes' summed weight gradient, in the lanes' layout, to the arrays. */
  abstract void finish(float[] sum, INDArray input, INDArray recurrent);

  /** The cell's memory after the last step, [N, H], or null if it has none. */
  abstract INDArray lastMemory();

  @Override
  public final void forward(
      RecurrentInput input, RecurrentWeights weights, boolean training, INDArray out) {
    inputs = weights.inputs();
    hidden = weights.hidden();
    batch = input.batch();
    trained = training;
    bias = new float[(int) weights.bias().length()];
    Address.of(weights.bias()).get(bias);
    prepare(dense(weights.input()), dense(weights.recurrent()));
    active = Math.max(1, Math.min(Lanes.available(), batch / EXAMPLES_A_LANE));
    while (lanes.size() < active) {
      lanes.add(newLane());
    }
    RecurrentLane.Output to = new RecurrentLane.Output(SequenceMemory.of(out), hidden);
    RecurrentInput from = floats(input);
    run(i -> lanes.get(i).forward(from, start(i), start(i + 1) - start(i), training, to));
  }

  @Override
  public final RecurrentState last() {
    return new RecurrentState(gather(RecurrentLane::writeOutput), lastMemory());
  }

  @Override
  public final void backward(INDArray epsilon, int steps, RecurrentWeights gradients, INDArray dx) {
    if (!trained) {
      throw new IllegalStateException("backward needs a training pass before it");
    }
    trained = false;
    SequenceMemory from = SequenceMemory.of(epsilon.castTo(DataType.FLOAT));
    SequenceMemory to = SequenceMemory.of(dx);
    run(i -> lanes.get(i).backward(from, steps, to));
    finish(sum(), gradients.input(), gradients.recurrent());
    float[] biasGradient = new float[bias.length];
    lanes.subList(0, active).forEach(lane -> lane.addBiasGradients(biasGradient));
    Address.of(gradients.bias()).put(biasGradient, 0, biasGradient.length);
  }

  private float[] sum() {
    int length = lanes.get(0).weightCount();
    float[] sum = new float[length];
    lanes.get(0).weightGradient.get(sum);
    float[] other = new float[active > 1 ? length : 0];
    for (L lane : lanes.subList(1, active)) {
      lane.weightGradient.get(other);
      CellMath.add(sum, other, length);
    }
    return sum;
  }

  /** Runs one task a lane. */
  private void run(IntConsumer task) {
    Lanes.run(IntStream.range(0, active).<Runnable>mapToObj(i -> () -> task.accept(i)).toList());
  }

  /** An array [N, H] that each lane has written its rows of, outside all workspaces. */
  final INDArray gather(BiConsumer<L, SequenceMemory> write) {
    return OutOfWorkspaces.call(
        () -> {
          INDArray all = Nd4j.createUninitialized(DataType.FLOAT, new long[] {batch, hidden}, 'f');
          SequenceMemory memory = SequenceMemory.of(all);
          lanes.subList(0, active).forEach(lane -> write.accept(lane, memory));
          return all;
        });
  }

  final float[] bias() {
    return bias;
  }

  final int inputs() {
    return inputs;
  }

  final int hidden() {
    return hidden;
  }

  private int start(int lane) {
    return batch * lane / active;
  }

  private static RecurrentInput floats(RecurrentInput input) {
    return input.x().dataType() == DataType.FLOAT
        ? input
        : new RecurrentInput(
            input.x().castTo(DataType.FLOAT), input.mask(), input.initial(), input.reverse());
  }

  /** Weights as they lie in Deeplearning4j's views; weight noise may give other orders. */
  private static INDArray dense(INDArray weights) {
    boolean asExpected = weights.stride(0) == 1 && weights.stride(1) == weights.size(0);
    return asExpected ? weights : weights.dup('f');
  }
}
