package org.menagerie.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RankTestTest {
  // Demšar (2006), table 6: AUC of C4.5 with parameters m and cf tuned or not, on 14 data sets
  private static final double[][] AUC = {
    {0.763, 0.768, 0.771, 0.798},
    {0.599, 0.591, 0.590, 0.569},
    {0.954, 0.971, 0.968, 0.967},
    {0.628, 0.661, 0.654, 0.657},
    {0.882, 0.888, 0.886, 0.898},
    {0.936, 0.931, 0.916, 0.931},
    {0.661, 0.668, 0.609, 0.685},
    {0.583, 0.583, 0.563, 0.625},
    {0.775, 0.838, 0.866, 0.875},
    {1.000, 1.000, 1.000, 1.000},
    {0.940, 0.962, 0.965, 0.962},
    {0.619, 0.666, 0.614, 0.669},
    {0.972, 0.981, 0.9751, 0.975},
    {0.957, 0.978, 0.946, 0.970},
  };

  private static double[][] losses() {
    return Arrays.stream(AUC)
        .map(row -> Arrays.stream(row).map(value -> -value).toArray())
        .toArray(double[][]::new);
  }

  @Test
  void itRepeatsThePublishedExample() {
    RankTest test = RankTest.of(losses());
    double[] ranks = {3.143, 2.000, 2.893, 1.964};
    for (int i = 0; i < ranks.length; i++) {
      assertThat(test.meanRanks().get(i)).isCloseTo(ranks[i], within(5e-4));
    }
    assertThat(test.friedman()).isCloseTo(9.28, within(0.01));
    // F of 3 and 39 degrees of freedom is 3.69; its critical value at 0.05 is 2.85
    assertThat(test.p()).isBetween(0.015, 0.025);
    assertThat(test.criticalDifference()).isCloseTo(1.25, within(0.01));
    // the largest distance, 1.179, is no significant one
    assertThat(test.groups()).hasSize(1);
    assertThat(test.groups().get(0)[1] - test.groups().get(0)[0]).isCloseTo(1.179, within(5e-4));
  }

  @Test
  void equalRanksAreNoDifferenceAndFullAgreementIsOne() {
    assertThat(RankTest.of(new double[][] {{1, 1, 1}, {2, 2, 2}}).friedman())
        .isCloseTo(0, within(1e-12));
    RankTest agreed = RankTest.of(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {1, 2, 3}});
    assertThat(agreed.meanRanks()).containsExactly(1.0, 2.0, 3.0);
    assertThat(agreed.friedman()).isCloseTo(8, within(1e-9)); // n (k - 1)
    assertThat(agreed.p()).isCloseTo(1 / 216.0, within(1e-12)); // three of four in the first's order
  }

  @Test
  void tooFewDataSetsAreRefused() {
    assertThatThrownBy(() -> RankTest.of(new double[][] {{1, 2}}))
        .hasMessage("at least 2 data sets and 2 to 20 methods, were 1 and 2");
  }
}
