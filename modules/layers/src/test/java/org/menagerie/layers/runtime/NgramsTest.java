package org.menagerie.layers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.menagerie.layers.kernel.TableKernel;

class NgramsTest {
  private static final int NONE = TableKernel.PADDING;
  private static final Ngrams UP_TO_THREE = new Ngrams(3, 1 << 20);

  @Test
  void equalNgramsHaveOneRowWhereverTheyStand() {
    int[] rows = rows(5, 6, 7, 5, 6, 7);
    assertThat(rows[2 * 5]).isEqualTo(rows[2 * 2]); // 6 7
    assertThat(rows[2 * 5 + 1]).isEqualTo(rows[2 * 2 + 1]); // 5 6 7
    assertThat(Arrays.stream(rows).filter(row -> row != NONE).distinct()).hasSize(8);
  }

  @Test
  void theBeginningIsPartOfNgramsAndNothingBeforeItIs() {
    int[] rows = rows(5, 6, 5);
    assertThat(rows[0]).isNotEqualTo(NONE); // beginning, 5
    assertThat(rows[1]).isEqualTo(NONE);
    assertThat(rows[3]).isNotEqualTo(NONE); // beginning, 5, 6
    assertThat(rows[0]).isNotEqualTo(rows[4]); // 6 5
  }

  @Test
  void orderMatters() {
    assertThat(rows(5, 6)[2]).isNotEqualTo(rows(6, 5)[2]);
  }

  @Test
  void paddingIsPassedOver() {
    int[] dense = rows(5, 6, 7);
    int[] sparse = rows(NONE, 5, NONE, 6, 7);
    assertThat(sparse).startsWith(NONE, NONE).containsSubsequence(dense);
    assertThat(Arrays.copyOfRange(sparse, 6, 10)).isEqualTo(Arrays.copyOfRange(dense, 2, 6));
  }

  @Test
  void sequencesDoNotReachIntoEachOther() {
    boolean[] kept = {true, true, true, true};
    int[] rows = UP_TO_THREE.rows(new int[] {5, 6, 5, 6}, kept, 2);
    assertThat(Arrays.copyOfRange(rows, 4, 8)).isEqualTo(Arrays.copyOf(rows, 4));
  }

  @Test
  void noNgramReachesOverADroppedToken() {
    int[] rows =
        UP_TO_THREE.rows(new int[] {5, 6, 7, 8}, new boolean[] {true, false, true, true}, 4);
    int[] all = rows(5, 6, 7, 8);
    assertThat(rows).containsExactly(all[0], NONE, NONE, NONE, NONE, NONE, all[6], NONE);
  }

  private static int[] rows(int... tokens) {
    boolean[] kept = new boolean[tokens.length];
    Arrays.fill(kept, true);
    return UP_TO_THREE.rows(tokens, kept, tokens.length);
  }
}
