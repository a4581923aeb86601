package org.menagerie.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.menagerie.core.Seeds;

/** Rows in three disjoint parts, each in the table's order. */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record Partition(int[] train, int[] validation, int[] test) {
  private static final long STREAM = 0x73706c6974L; // "split"
  private static final int FEW = 3; // fewer examples than parts: all train

  /**
   * Splits rows so that every part has its share of every group.
   *
   * @param group of each row, 0 to {@code groups - 1}; one group alone splits at random
   * @param separateTest whether the test part comes from elsewhere and stays empty here
   */
  static Partition of(
      int[] rows, int[] group, int groups, SplitRatio ratio, boolean separateTest, long seed) {
    IntStream.Builder train = IntStream.builder();
    IntStream.Builder validation = IntStream.builder();
    IntStream.Builder test = IntStream.builder();
    int[][] members = members(rows, group, groups);
    for (int g = 0; g < groups; g++) {
      int n = members[g].length;
      int[] order = Seeds.permutation(n, Seeds.derive(seed, STREAM, g));
      boolean few = n < FEW;
      int validated = few ? 0 : Math.max(1, ratio.validationOf(n, separateTest));
      int tested = few || separateTest ? 0 : Math.max(1, ratio.testOf(n, false));
      // rounding up both parts of a small group must leave one to learn from
      validated = Math.max(Math.min(1, validated), Math.min(validated, n - tested - 1));
      tested = Math.min(tested, Math.max(0, n - validated - 1));
      for (int i = 0; i < n; i++) {
        int row = members[g][order[i]];
        (i < validated ? validation : i < validated + tested ? test : train).add(row);
      }
    }
    return new Partition(sorted(train), sorted(validation), sorted(test));
  }

  private static int[][] members(int[] rows, int[] group, int groups) {
    int[] counts = new int[groups];
    for (int g : group) {
      counts[g]++;
    }
    int[][] members = new int[groups][];
    Arrays.setAll(members, g -> new int[counts[g]]);
    for (int i = rows.length - 1; i >= 0; i--) {
      members[group[i]][--counts[group[i]]] = rows[i];
    }
    return members;
  }

  private static int[] sorted(IntStream.Builder rows) {
    return rows.build().sorted().toArray();
  }
}
