package org.menagerie.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrunerTest {
  private static double[] flat(double value, int epochs) {
    double[] curve = new double[epochs];
    Arrays.fill(curve, value);
    return curve;
  }

  private static final List<double[]> OTHERS =
      List.of(flat(1, 30), flat(2, 30), flat(3, 30), flat(4, 30), flat(5, 30));

  @Test
  void theMedianDecidesFromTheTenthOfTheEpochsOn() {
    assertThat(Pruner.MEDIAN.hopeless(flat(3.1, 3), OTHERS, 30)).isTrue();
    assertThat(Pruner.MEDIAN.hopeless(flat(3.0, 3), OTHERS, 30)).isFalse();
    assertThat(Pruner.MEDIAN.hopeless(flat(9, 2), OTHERS, 30)).isFalse();
    assertThat(Pruner.MEDIAN.hopeless(flat(9, 3), OTHERS.subList(0, 4), 30)).isFalse();
  }

  @Test
  void halvingLetsTheBestThirdPassEachRung() {
    // epochs 1, 3 and 9 of 27 are rungs; of six, two pass
    assertThat(Pruner.HALVING.hopeless(flat(1.5, 3), OTHERS, 27)).isFalse();
    assertThat(Pruner.HALVING.hopeless(flat(2.5, 3), OTHERS, 27)).isTrue();
    assertThat(Pruner.HALVING.hopeless(flat(2.5, 4), OTHERS, 27)).isFalse();
    assertThat(Pruner.HALVING.hopeless(flat(9, 27), OTHERS, 27)).isFalse();
  }

  @Test
  void aGoodEpochIsRemembered() {
    assertThat(Pruner.MEDIAN.hopeless(new double[] {9, 0.5, 9}, OTHERS, 30)).isFalse();
  }
}
