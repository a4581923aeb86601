package org.menagerie.layers.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Passes over the steps of a sequence without padding, each lane on its share of the steps.
 *
 * <p>Whole steps lie in one piece of memory.
 */
final class StepLanes {
  /** Fewer elements are read faster than another thread wakes. */
  private static final int ELEMENTS_A_LANE = 1 << 17;

  /** Elements summed over all steps at once: they and a step's stay in the first-level cache. */
  private static final int TILE = 2048;

  private final List<Buffers> buffers = new ArrayList<>();

  /** Sums steps of {@code cells} elements into the first elements of {@code sums}. */
  void sum(SequenceMemory from, int steps, int cells, float[] sums) {
    int lanes = lanes(steps, cells);
    while (buffers.size() < lanes) {
      buffers.add(new Buffers());
    }
    run(lanes, steps, (lane, range) -> buffers.get(lane).sum(from, range, cells));
    Arrays.fill(sums, 0, cells, 0f);
    for (Buffers each : buffers.subList(0, lanes)) {
      CellMath.add(sums, each.sum, cells);
    }
  }

  /** Writes the same {@code cells} elements, of {@code batch} examples, to every step. */
  static void fill(SequenceMemory to, int steps, int batch, int cells, float[] step) {
    run(
        lanes(steps, cells),
        steps,
        (lane, range) -> {
          for (int t = range.from; t < range.to; t++) {
            to.write(t, 0, batch, step);
          }
        });
  }

  private static int lanes(int steps, int cells) {
    long worthwhile = (long) steps * cells / ELEMENTS_A_LANE;
    return (int) Math.max(1, Math.min(Math.min(Lanes.available(), steps), worthwhile));
  }

  private static void run(int lanes, int steps, BiConsumer<Integer, Range> task) {
    Lanes.run(
        IntStream.range(0, lanes)
            .<Runnable>mapToObj(
                i -> () -> task.accept(i, new Range(steps * i / lanes, steps * (i + 1) / lanes)))
            .toList());
  }

  /** Steps {@code from} to {@code to - 1}. */
  private record Range(int from, int to) {}

  private static final class Buffers {
    private float[] sum = {};
    private final float[] tile = new float[TILE];
    private final float[] step = new float[TILE];

    private void sum(SequenceMemory from, Range range, int cells) {
      sum = RecurrentLane.grow(sum, cells);
      for (int first = 0; first < cells; first += TILE) {
        int count = Math.min(TILE, cells - first);
        Arrays.fill(tile, 0, count, 0f);
        for (int t = range.from; t < range.to; t++) {
          from.readStep(t, first, count, step);
          CellMath.add(tile, step, count);
        }
        System.arraycopy(tile, 0, sum, first, count);
      }
    }
  }
}
