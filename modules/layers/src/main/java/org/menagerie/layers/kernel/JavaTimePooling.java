package org.menagerie.layers.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.menagerie.layers.TimePooling.Mode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pooling as plain loops over steps, each step a block [features][examples] as it lies in memory.
 *
 * <p>Large batches are worked on in slices of examples, so that the heap never holds all of them.
 */
final class JavaTimePooling implements TimePoolingKernel {
  private static final int NONE = -1;

  /** Floats of the sequences worked on at once: 4 MB, if one example does not take more. */
  private static final int SLICE = 1 << 20;

  private final Mode mode;
  private final List<Slice> slices = new ArrayList<>();
  private final StepLanes lanes = new StepLanes();
  private int features;
  private int steps;
  private boolean streams; // whether steps are added up as they are read, the sequence never held
  private float[] sequence = {}; // [steps][features][examples]
  private float[] pooled = {}; // [features][examples]
  private float[] step = {};
  private float[] real = {};

  JavaTimePooling(Mode mode) {
    this.mode = mode;
  }

  @Override
  public void forward(INDArray x, INDArray mask, INDArray out) {
    int batch = (int) x.size(0);
    features = (int) x.size(1);
    steps = (int) x.size(2);
    SequenceMemory from = SequenceMemory.of(x.castTo(DataType.FLOAT));
    SequenceMemory to = SequenceMemory.of(out);
    streams = mode == Mode.MEAN && mask == null && from.isInSteps();
    int perSlice =
        streams ? batch : Math.min(batch, Math.max(1, SLICE / Math.multiplyExact(features, steps)));
    sequence = RecurrentLane.grow(sequence, streams ? 0 : steps * features * perSlice);
    pooled = RecurrentLane.grow(pooled, features * perSlice);
    step = RecurrentLane.grow(step, features * perSlice);
    real = RecurrentLane.grow(real, features * perSlice);
    slices.clear();
    for (int first = 0; first < batch; first += perSlice) {
      Slice slice = new Slice(mask, first, Math.min(perSlice, batch - first));
      slices.add(slice);
      slice.forward(from, to);
    }
  }

  @Override
  public void backward(INDArray epsilon, INDArray dx) {
    SequenceMemory from = SequenceMemory.of(epsilon.castTo(DataType.FLOAT));
    SequenceMemory to = SequenceMemory.of(dx);
    slices.forEach(slice -> slice.backward(from, to));
  }

  /** Some examples that follow each other, and what their backward pass needs. */
  private final class Slice {
    private final int first;
    private final int count;
    private final int cells; // features * count
    private final LaneMask mask;
    private final int[] picked; // the step that each cell comes from, or NONE

    Slice(INDArray mask, int first, int count) {
      this.first = first;
      this.count = count;
      this.mask = mask == null ? null : new LaneMask(mask, first, count);
      cells = features * count;
      picked = new int[mode == Mode.MEAN ? 0 : cells];
    }

    void forward(SequenceMemory x, SequenceMemory out) {
      if (streams) {
        lanes.sum(x, steps, cells, pooled);
        divideByCount(pooled);
        out.write(0, first, count, pooled);
        return;
      }
      x.gather(first, count, sequence);
      if (mode == Mode.MEAN) {
        mean();
      } else {
        pick();
        for (int i = 0; i < cells; i++) {
          pooled[i] = picked[i] == NONE ? 0f : sequence[picked[i] * cells + i];
        }
      }
      out.write(0, first, count, pooled);
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
      if (mask == null) {
        CellMath.divide(sums, steps, cells);
        return;
      }
      for (int i = 0; i < cells; i++) {
        sums[i] /= Math.max(1, mask.count(i % count));
      }
    }

    private void pick() {
      for (int i = 0; i < cells; i++) {
        int example = i % count;
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
        float value = sequence[t * cells + cell];
        // NaN wins: a training that has diverged shall be seen to have
        if (isReal
            && (best == NONE || value > sequence[best * cells + cell] || Float.isNaN(value))) {
          best = t;
        }
      }
      return best;
    }

    void backward(SequenceMemory epsilon, SequenceMemory dx) {
      epsilon.gather(first, count, pooled);
      if (mode == Mode.MEAN) {
        divideByCount(pooled);
        if (streams) {
          StepLanes.fill(dx, steps, count, cells, pooled);
          return;
        }
        for (int t = 0; t < steps; t++) {
          dx.write(t, first, count, maskedStep(t));
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
        dx.write(t, first, count, step);
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
}
