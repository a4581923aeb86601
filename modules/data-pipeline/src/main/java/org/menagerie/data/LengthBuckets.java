package org.menagerie.data;

import java.util.Arrays;
import java.util.Comparator;
import org.menagerie.core.Seeds;

/**
 * An order in which batches hold examples of like length, so that little of them is padding, and
 * how wide such batches are.
 *
 * <p>Examples are shuffled and cut into chunks of {@value #BATCHES} batches; within a chunk they
 * are sorted by length, equals as shuffled; then the full batches are shuffled. The rest, less than
 * a batch, comes last.
 */
final class LengthBuckets {
  private static final int BATCHES = 16;
  private static final int WIDTH_UNIT = 8;

  private LengthBuckets() {}

  static int[] order(int[] lengths, long seed, int batchSize) {
    int[] shuffled = Seeds.permutation(lengths.length, Seeds.derive(seed, 0));
    int full = lengths.length / batchSize;
    int[] batches = Seeds.permutation(full, Seeds.derive(seed, 1));
    int[] sorted = sorted(shuffled, lengths, full * (long) batchSize, BATCHES * (long) batchSize);
    int[] order = sorted.clone(); // keeps the rest
    for (int b = 0; b < full; b++) {
      System.arraycopy(sorted, batches[b] * batchSize, order, b * batchSize, batchSize);
    }
    return order;
  }

  /**
   * Steps of a batch: those of its longest example, as a multiple of {@value #WIDTH_UNIT}, so that
   * kernels made for one width serve many batches; at most {@code whole}.
   */
  static int width(int[] lengths, int[] rows, int whole) {
    int longest = Arrays.stream(rows).map(row -> lengths[row]).max().orElse(1);
    return Math.min(whole, (longest + WIDTH_UNIT - 1) / WIDTH_UNIT * WIDTH_UNIT);
  }

  private static int[] sorted(int[] shuffled, int[] lengths, long end, long chunk) {
    int[] sorted = shuffled.clone();
    for (long from = 0; from < end; from += chunk) {
      int to = (int) Math.min(end, from + chunk);
      int[] part =
          Arrays.stream(shuffled, (int) from, to)
              .boxed()
              .sorted(Comparator.comparingInt(row -> lengths[row]))
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(part, 0, sorted, (int) from, part.length);
    }
    return sorted;
  }
}
