package org.menagerie.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParetoTest {

  @Test
  void theFrontHoldsWhatNothingElseBeatsInBothFigures() {
    double[] cost = {3, 1, 2, 2, 5, Double.NaN};
    double[] loss = {0.1, 0.5, 0.3, 0.4, 0.1, 0};
    assertThat(Pareto.front(cost, loss)).containsExactly(1, 2, 0);
  }

  @Test
  void equalPointsAreAllOnIt() {
    assertThat(Pareto.front(new double[] {1, 1}, new double[] {2, 2})).containsExactly(0, 1);
  }
}
