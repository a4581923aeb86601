package org.menagerie.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.report.statistics.Ranking.Point;

class RankingTest {
  /** The example of scikit-learn's roc_auc_score and average_precision_score. */
  private final Ranking published =
      Ranking.of(new float[] {0.1f, 0.4f, 0.35f, 0.8f}, new boolean[] {false, false, true, true});

  @Test
  void areaAndAveragePrecisionAreThePublishedOnes() {
    assertThat(published.rocAuc()).isEqualTo(0.75);
    assertThat(published.averagePrecision()).isCloseTo(0.8333333, within(1e-7));
  }

  @Test
  void theCurvesAreThePublishedOnes() {
    assertThat(published.roc())
        .containsExactly(
            new Point(0, 0),
            new Point(0, 0.5),
            new Point(0.5, 0.5),
            new Point(0.5, 1),
            new Point(1, 1));
    assertThat(published.precisionRecall())
        .containsExactly(
            new Point(0.5, 1), new Point(0.5, 0.5), new Point(1, 2 / 3.0), new Point(1, 0.5));
  }

  @Test
  void equalScoresTellNothing() {
    Ranking ranking = Ranking.of(new float[4], new boolean[] {true, false, false, false});
    assertThat(ranking.rocAuc()).isEqualTo(0.5);
    assertThat(ranking.averagePrecision()).isEqualTo(0.25);
  }

  @Test
  void zeroHasNoSignAndWhatIsNoNumberStandsLast() {
    Ranking ranking =
        Ranking.of(new float[] {0f, -0f, -1f, Float.NaN}, new boolean[] {true, false, true, false});
    assertThat(ranking.roc())
        .containsExactly(new Point(0, 0), new Point(0.5, 0.5), new Point(0.5, 1), new Point(1, 1));
  }

  @Test
  void withoutPositiveExamplesThereIsNoFigure() {
    Ranking ranking = Ranking.of(new float[] {0.1f, 0.2f}, new boolean[2]);
    assertThat(ranking.rocAuc()).isNaN();
    assertThat(ranking.averagePrecision()).isNaN();
  }

  @Test
  void theMeanOfARocCurveWithItselfKeepsItsHeights() {
    List<Point> mean = Ranking.mean(Stream.of(published.roc(), published.roc()), 4, true);
    assertThat(mean)
        .containsExactly(
            new Point(0, 0.5),
            new Point(0.25, 0.5),
            new Point(0.5, 1),
            new Point(0.75, 1),
            new Point(1, 1));
  }

  @Test
  void precisionIsThatOfTheThresholdThatReachesTheRecall() {
    double[] heights =
        Ranking.heights(published.precisionRecall(), new double[] {0, 0.5, 0.6, 1}, false);
    assertThat(heights).containsExactly(1, 1, 2 / 3.0, 2 / 3.0);
  }
}
