package org.menagerie.layers.runtime;

import java.util.Arrays;
import org.menagerie.layers.kernel.TableKernel;

/**
 * The n-grams that end in each step, as rows of a table that many of them share.
 *
 * <p>Padding is passed over. One mark stands in front of each sequence, so that its beginning is
 * part of n-grams too.
 *
 * @param longest tokens in the longest ones; the shortest have 2
 * @param buckets rows of the table
 */
record Ngrams(int longest, int buckets) {
  private static final int BEGINNING = -1;
  private static final int NONE = -2; // none reaches over it

  /**
   * The row of each n-gram.
   *
   * @param tokens [N * T], {@link TableKernel#PADDING} for padded steps
   * @param kept whether a token may be part of an n-gram, by step
   * @param length T
   * @return [N * T, longest - 1], the shortest first; padding where there is none
   */
  int[] rows(int[] tokens, boolean[] kept, int length) {
    int each = longest - 1;
    int[] rows = new int[tokens.length * each];
    int[] recent = new int[longest]; // the latest token first
    for (int step = 0; step < tokens.length; step++) {
      if (step % length == 0) {
        Arrays.fill(recent, NONE);
        recent[0] = BEGINNING;
      }
      boolean real = tokens[step] != TableKernel.PADDING;
      if (real) {
        System.arraycopy(recent, 0, recent, 1, each);
        recent[0] = kept[step] ? tokens[step] : NONE;
      }
      fill(rows, step * each, recent, real);
    }
    return rows;
  }

  private void fill(int[] rows, int from, int[] recent, boolean real) {
    int hash = mix(recent[0]);
    boolean whole = real && recent[0] != NONE;
    for (int i = 1; i < longest; i++) {
      whole &= recent[i] != NONE;
      hash = mix(hash ^ (recent[i] * 0x9E3779B9 + i));
      rows[from + i - 1] = whole ? Math.floorMod(hash, buckets) : TableKernel.PADDING;
    }
  }

  // the finaliser of MurmurHash3: every bit of the result depends on every bit given
  private static int mix(int bits) {
    int h = (bits ^ (bits >>> 16)) * 0x85EBCA6B;
    h = (h ^ (h >>> 13)) * 0xC2B2AE35;
    return h ^ (h >>> 16);
  }
}
