package org.menagerie.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussianProcessTest {
  private static final boolean[] NUMBERS = {false, false};
  private static final Hyper HYPER = new Hyper(new double[] {0.5, 2}, 1.5, 1e-9);

  @Test
  void meetsWhatItHasSeen() {
    double[][] x = {{0, 0}, {0.5, 1}, {1, 0.2}};
    double[] y = {1, -2, 0.5};
    GaussianProcess process = new GaussianProcess(x, y, NUMBERS, HYPER);
    for (int i = 0; i < y.length; i++) {
      assertThat(process.predict(x[i]).mean()).isCloseTo(y[i], within(1e-6));
      assertThat(process.predict(x[i]).variance()).isLessThan(1e-6);
    }
  }

  @Test
  void farAwayItKnowsNothing() {
    GaussianProcess process =
        new GaussianProcess(new double[][] {{0, 0}}, new double[] {3}, NUMBERS, HYPER);
    GaussianProcess.Prediction far = process.predict(new double[] {100, 0});
    assertThat(far.mean()).isCloseTo(0, within(1e-9));
    assertThat(far.variance()).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void likelihoodIsThatOfTheNormalDistribution() {
    // one observation of variance 1.5: log N(3; 0, 1.5)
    GaussianProcess process =
        new GaussianProcess(new double[][] {{0, 0}}, new double[] {3}, NUMBERS, HYPER);
    double expected = -9 / 3.0 - Math.log(2 * Math.PI * 1.5) / 2;
    assertThat(process.logLikelihood()).isCloseTo(expected, within(1e-6));
  }

  @Test
  void findsTheDimensionThatDoesNotMatter() {
    double[][] x = new double[30][];
    double[] y = new double[30];
    for (int i = 0; i < x.length; i++) {
      x[i] = new double[] {(i * 7 % 30) / 30.0, (i * 11 % 30) / 30.0};
      y[i] = Math.sin(6 * x[i][0]);
    }
    double[] lengths = MaximumAPosteriori.fit(x, y, NUMBERS).lengths();
    assertThat(lengths[1]).isGreaterThan(3 * lengths[0]);
  }
}
