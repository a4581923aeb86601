package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.core.Score.Classification;

class ScoreTest {
  // scikit-learn: classification_report([a, a, a, b, b, c], [a, a, b, b, b, a]);
  // c is never predicted, d occurs nowhere
  private static final Classification WORKED =
      score(
          List.of(
              List.of(2L, 1L, 0L, 0L),
              List.of(0L, 2L, 0L, 0L),
              List.of(1L, 0L, 0L, 0L),
              List.of(0L, 0L, 0L, 0L)));

  @Test
  void figuresPerClassAreThoseOfScikitLearn() {
    double[][] expected = {{2 / 3.0, 2 / 3.0, 2 / 3.0}, {2 / 3.0, 1, 0.8}, {0, 0, 0}, {0, 0, 0}};
    for (int label = 0; label < 4; label++) {
      assertThat(WORKED.precision(label)).isCloseTo(expected[label][0], within(1e-12));
      assertThat(WORKED.recall(label)).isCloseTo(expected[label][1], within(1e-12));
      assertThat(WORKED.f1(label)).isCloseTo(expected[label][2], within(1e-12));
    }
    assertThat(WORKED.support(0)).isEqualTo(3);
    assertThat(WORKED.predicted(1)).isEqualTo(3);
    assertThat(WORKED.total()).isEqualTo(6);
  }

  @Test
  void macroAveragesLeaveOutClassesThatDoNotOccur() {
    assertThat(WORKED.accuracy()).isCloseTo(4 / 6.0, within(1e-12));
    assertThat(WORKED.macroPrecision()).isCloseTo(0.4444444444444444, within(1e-12));
    assertThat(WORKED.macroRecall()).isCloseTo(0.5555555555555555, within(1e-12));
    assertThat(WORKED.macroF1()).isCloseTo(0.4888888888888889, within(1e-12));
  }

  @Test
  void aClassThatIsOnlyPredictedCounts() {
    // scikit-learn: [a, a, b] as [a, c, b]
    Classification score =
        score(List.of(List.of(1L, 0L, 1L), List.of(0L, 1L, 0L), List.of(0L, 0L, 0L)));
    assertThat(score.macroPrecision()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(score.macroRecall()).isCloseTo(0.5, within(1e-12));
    assertThat(score.macroF1()).isCloseTo(0.5555555555555556, within(1e-12));
  }

  @Test
  void nothingPredictedGivesZeros() {
    Classification empty = score(List.of(List.of(0L, 0L), List.of(0L, 0L)));
    assertThat(empty.accuracy()).isZero();
    assertThat(empty.macroF1()).isZero();
    assertThat(empty.total()).isZero();
  }

  private static Classification score(List<List<Long>> confusion) {
    return new Classification(
        0.5, List.of("a", "b", "c", "d").subList(0, confusion.size()), confusion);
  }
}
