package org.menagerie.layers.kernel;

import java.util.Arrays;
import org.menagerie.layers.kernel.HeadProduct.Kind;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Attention through oneDNN, a few sequences at a time so that their scores stay in the cache.
 *
 * <p>The attention weights are kept for the backward pass while they are small, and computed again
 * there when they are not: memory then grows with T, not with its square.
 */
final class OneDnnAttention implements AttentionKernel {
  /** Scores worked on at a time: 1 MB, about a second-level cache. */
  private static final long CHUNK = 1L << 18;

  /** Attention weights kept from forward to backward: at most 64 MB a layer. */
  private static final long KEPT = 1L << 24;

  private final OneDnnLinear linear = new OneDnnLinear();
  private final Scratch qkvMemory = new Scratch();
  private final Scratch contextMemory = new Scratch();
  private final Scratch keptMemory = new Scratch();
  private final Scratch biasMemory = new Scratch();

  private AttentionShape shape;
  private StepMask mask;
  private Dropping dropping = Dropping.NONE;
  private Address qkv;
  private Address context;
  private Address kept;
  private Address paddingBias;
  private Address causalBias;

  @Override
  public void forward(
      AttentionShape newShape,
      Weights weights,
      INDArray x,
      StepMask newMask,
      Dropping newDropping,
      INDArray y) {
    prepare(newShape, newMask, newDropping);
    Matmul.dense(shape.rows(), shape.features(), row(), true, PostOps.NONE)
        .run(Address.of(x), Address.of(weights.qkv()), Address.of(weights.qkvBias()), qkv);
    mask.clearPadding(qkv, row()); // garbage in the padding must not meet a weight of 0
    for (int n = 0; n < shape.sequences(); n += chunk()) {
      Chunk chunk = new Chunk(n);
      Address probabilities = kept == null ? chunk.buffer(0) : chunk.scores(kept);
      chunk.attend(probabilities);
      chunk.run(Kind.CONTEXT, chunk.dropped(probabilities), chunk.part(qkv, 2), chunk.context());
    }
    Matmul.dense(shape.rows(), shape.width(), shape.outputs(), true, PostOps.NONE)
        .run(context, Address.of(weights.out()), Address.of(weights.outBias()), Address.of(y));
  }

  @Override
  public void backward(Weights weights, INDArray x, INDArray dy, INDArray dx, Weights gradients) {
    long rows = shape.rows();
    Workspace workspace = Workspace.ofThread();
    Address contextGradient = workspace.context().floats(rows * shape.width());
    Address qkvGradient = workspace.qkv().floats(rows * row());
    Address out = Address.of(dy);
    linear.gradients(
        rows,
        shape.width(),
        shape.outputs(),
        context,
        out,
        Address.of(gradients.out()),
        Address.of(gradients.outBias()));
    OneDnnLinear.inputGradient(
        rows, shape.width(), shape.outputs(), out, Address.of(weights.out()), contextGradient);
    for (int n = 0; n < shape.sequences(); n += chunk()) {
      new Chunk(n).backward(contextGradient, qkvGradient);
    }
    linear.gradients(
        rows,
        shape.features(),
        row(),
        Address.of(x),
        qkvGradient,
        Address.of(gradients.qkv()),
        Address.of(gradients.qkvBias()));
    OneDnnLinear.inputGradient(
        rows, shape.features(), row(), qkvGradient, Address.of(weights.qkv()), Address.of(dx));
  }

  @Override
  public INDArray attention() {
    INDArray all =
        Nd4j.createUninitializedDetached(
            org.nd4j.linalg.api.buffer.DataType.FLOAT,
            shape.sequences(),
            shape.heads(),
            shape.steps(),
            shape.steps());
    Address target = Address.of(all);
    for (int n = 0; n < shape.sequences(); n += chunk()) {
      Chunk chunk = new Chunk(n);
      chunk.attend(chunk.scores(target));
    }
    Address row = new Address(0, 0);
    long bytes = (long) Float.BYTES * shape.steps();
    for (int step = 0; step < mask.rows(); step++) {
      for (int head = 0; head < shape.heads() && !mask.isReal(step); head++) {
        long sequence = step / shape.steps();
        long index = (sequence * shape.heads() + head) * shape.steps() + step % shape.steps();
        row.set(target.address() + bytes * index, shape.steps()).zero();
      }
    }
    return all;
  }

  private void prepare(AttentionShape newShape, StepMask newMask, Dropping newDropping) {
    shape = newShape;
    mask = newMask;
    dropping = newDropping;
    qkv = qkvMemory.floats(shape.rows() * row());
    context = contextMemory.floats(shape.rows() * shape.width());
    long scores = shape.sequences() * shape.scores();
    kept = scores <= KEPT ? keptMemory.floats(scores) : null;
    fillBiases();
  }

  private void fillBiases() {
    int steps = shape.steps();
    int square = shape.causal() ? steps * steps : 0;
    int padding = mask.isFull() ? 0 : mask.rows();
    if (square + padding == 0) {
      return;
    }
    float[] bias = new float[square + padding];
    for (int row = 0; row < square; row += steps) {
      Arrays.fill(bias, row + row / steps + 1, row + steps, StepMask.MINUS_INFINITY);
    }
    for (int step = 0; step < padding; step++) {
      bias[square + step] = mask.isReal(step) ? 0f : StepMask.MINUS_INFINITY;
    }
    causalBias = biasMemory.floats(bias.length);
    causalBias.put(bias, 0, bias.length);
    paddingBias = causalBias.plus(square);
  }

  private int row() {
    return 3 * shape.width();
  }

  private int chunk() {
    return (int) Math.max(1, Math.min(shape.sequences(), CHUNK / shape.scores()));
  }

  /** The sequences from {@code first} on that are worked on together. */
  private final class Chunk {
    private final int first;
    private final int size;

    Chunk(int first) {
      this.first = first;
      size = Math.min(chunk(), shape.sequences() - first);
    }

    /** Computes the attention weights: softmax of the scaled and masked scores. */
    void attend(Address probabilities) {
      run(Kind.SCORES, part(qkv, 0), part(qkv, 1), probabilities);
      int steps = shape.steps();
      if (shape.causal()) {
        new RowAdd((long) size * shape.heads(), (long) steps * steps)
            .run(probabilities, causalBias, probabilities);
      }
      for (int n = first; n < first + size; n++) {
        if (!mask.isFull(n)) {
          Address scores = probabilities.plus((n - first) * shape.scores());
          new RowAdd((long) shape.heads() * steps, steps)
              .run(scores, paddingBias.plus((long) n * steps), scores);
        }
      }
      softmax().forward(probabilities);
    }

    /** The attention weights after dropout, in a buffer of their own if there is any. */
    Address dropped(Address probabilities) {
      if (dropping.isNone()) {
        return probabilities;
      }
      Address copy = buffer(2);
      copy.copyFrom(probabilities, scores());
      dropping.apply(copy, first * shape.scores(), scores());
      return copy;
    }

    void backward(Address contextGradient, Address qkvGradient) {
      Address probabilities = kept == null ? buffer(0) : scores(kept);
      if (kept == null) {
        attend(probabilities);
      }
      Address gradient = buffer(1);
      Address output = rows(contextGradient, shape.width());
      run(Kind.VALUE_GRADIENT, dropped(probabilities), output, part(qkvGradient, 2));
      run(Kind.SCORES_GRADIENT, output, part(qkv, 2), gradient);
      dropping.apply(gradient, first * shape.scores(), scores());
      softmax().backward(probabilities, gradient);
      run(Kind.QUERY_GRADIENT, gradient, part(qkv, 1), part(qkvGradient, 0));
      run(Kind.KEY_GRADIENT, gradient, part(qkv, 0), part(qkvGradient, 1));
    }

    void run(Kind kind, Address left, Address right, Address result) {
      new HeadProduct(kind, size, shape.steps(), shape.heads(), shape.headSize())
          .run(left, right, result);
    }

    Address context() {
      return rows(context, shape.width());
    }

    /** Queries (0), keys (1) or values (2) of these sequences. */
    Address part(Address all, int which) {
      return rows(all, row()).plus((long) which * shape.width());
    }

    /** These sequences' scores within those of all. */
    Address scores(Address all) {
      return all.plus(first * shape.scores());
    }

    Address buffer(int which) {
      long buffers = dropping.isNone() ? 2 : 3;
      return Workspace.ofThread().scores().floats(buffers * scores()).plus(which * scores());
    }

    private Address rows(Address all, int columns) {
      return all.plus((long) first * shape.steps() * columns);
    }

    private Softmax softmax() {
      return new Softmax((long) size * shape.heads() * shape.steps(), shape.steps());
    }

    private long scores() {
      return size * shape.scores();
    }
  }

  /** Buffers that live within one call, shared by all attention layers of a thread. */
  private record Workspace(Scratch qkv, Scratch context, Scratch scores) implements AutoCloseable {
    private record Key() {}

    static Workspace ofThread() {
      return OneDnn.cached(
          new Key(),
          Workspace.class,
          key -> new Workspace(new Scratch(), new Scratch(), new Scratch()));
    }

    @Override
    public void close() {}
  }
}
