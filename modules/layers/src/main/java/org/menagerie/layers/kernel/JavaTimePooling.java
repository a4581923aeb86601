package org.menagerie.layers.kernel;

import java.util.Arrays;
import org.menagerie.layers.TimePooling.Mode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pooling as plain loops over steps, each step a block [features][batch] as it lies in memory. */
final class JavaTimePooling implements TimePoolingKernel {
  private static final int NONE = -1;

  private final Mode mode;
  private int batch;
  private int features;
  private int steps;
  private int cells; // features * batch
  private LaneMask mask;
  private float[] sequence = {}; // [steps][features][batch]
  private float[] pooled = {}; // [features][batch]
  private float[] step = {};
  private float[] real = {};
  private int[] picked = {}; // the step that each cell comes from, or NONE

  JavaTimePooling(Mode mode) {
    this.mode = mode;
  }

  @Override
  public void forward(INDArray x, INDArray mask, INDArray out) {
    size(x);
    this.mask = mask == null ? null : new LaneMask(mask, 0, batch);
    SequenceMemory.of(x.castTo(DataType.FLOAT)).gather(0, batch, sequence);
    if (mode == Mode.MEAN) {
      mean();
    } else {
      pick();
      for (int i = 0; i < cells; i++) {
        pooled[i] = picked[i] == NONE ? 0f : sequence[picked[i] * cells + i];
      }
    }
    SequenceMemory.of(out).write(0, 0, batch, pooled);
  }

  private void size(INDArray x) {
    batch = (int) x.size(0);
    features = (int) x.size(1);
    steps = (int) x.size(2);
    cells = batch * features;
    sequence = RecurrentLane.grow(sequence, steps * cells);
    pooled = RecurrentLane.grow(pooled, cells);
    step = RecurrentLane.grow(step, cells);
    real = RecurrentLane.grow(real, cells);
    picked = picked.length >= cells ? picked : new int[cells];
  }

  private void mean() {
    if (mask != null) {
      mask.clear(sequence, features);
    }
    Arrays.fill(pooled, 0, cells, 0f);
    for (int t = 0; t < steps; t++) {
      System.arraycopy(sequence, t * cells, step, 0, cells);
      CellMath.add(pooled, step, cells);
    }
    divideByCount(pooled);
  }

  private void divideByCount(float[] sums) {
    for (int i = 0; i < cells; i++) {
      sums[i] /= mask == null ? steps : Math.max(1, mask.count(i % batch));
    }
  }

  private void pick() {
    for (int i = 0; i < cells; i++) {
      int example = i % batch;
      picked[i] =
          switch (mode) {
            case LAST -> last(example);
            case FIRST -> first(example);
            case ENDS -> i < cells / 2 ? last(example) : first(example);
            case MAX -> largest(i, example);
            case MEAN -> throw new IllegalStateException("the mean comes from all steps");
          };
    }
  }

  private int last(int example) {
    return mask == null ? steps - 1 : mask.last(example);
  }

  private int first(int example) {
    return mask == null ? 0 : mask.first(example);
  }

  private int largest(int cell, int example) {
    int best = NONE;
    for (int t = 0; t < steps; t++) {
      boolean isReal = mask == null || mask.isReal(t, example);
      if (isReal && (best == NONE || sequence[t * cells + cell] > sequence[best * cells + cell])) {
        best = t;
      }
    }
    return best;
  }

  @Override
  public void backward(INDArray epsilon, INDArray dx) {
    SequenceMemory.of(epsilon.castTo(DataType.FLOAT)).gather(0, batch, pooled);
    SequenceMemory to = SequenceMemory.of(dx);
    if (mode == Mode.MEAN) {
      divideByCount(pooled);
      for (int t = 0; t < steps; t++) {
        to.write(t, 0, batch, maskedStep(t));
      }
      return;
    }
    Arrays.fill(sequence, 0, steps * cells, 0f);
    for (int i = 0; i < cells; i++) {
      if (picked[i] != NONE) {
        sequence[picked[i] * cells + i] = pooled[i];
      }
    }
    for (int t = 0; t < steps; t++) {
      System.arraycopy(sequence, t * cells, step, 0, cells);
      to.write(t, 0, batch, step);
    }
  }

  private float[] maskedStep(int t) {
    if (mask == null || mask.kind(t) == LaneMask.Kind.REAL) {
      return pooled;
    }
    mask.repeat(t, real, features);
    CellMath.multiply(pooled, real, step, cells);
    return step;
  }
}
