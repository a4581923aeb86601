package org.menagerie.search.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogExpectedImprovementTest {

  @ParameterizedTest
  @ValueSource(doubles = {-4, -3.001, -2.999, -1, 0, 1, 5})
  void agreesWithTheFormulaWhereDoublesCanHoldIt(double z) {
    NormalDistribution normal = new NormalDistribution(0, 1);
    double plain = Math.log(normal.density(z) + z * normal.cumulativeProbability(z));
    assertThat(LogExpectedImprovement.logH(z)).isCloseTo(plain, within(1e-9));
  }

  @Test
  void staysExactWhereTheImprovementUnderflows() {
    double z = 1e3; // h(-z) is phi(z) / z^2 up to a factor 1 - 3 / z^2
    double expected = -z * z / 2 - Math.log(2 * Math.PI) / 2 - 2 * Math.log(z);
    assertThat(LogExpectedImprovement.logH(-z)).isCloseTo(expected, within(1e-5));
  }

  @Test
  void moreSpreadAndLowerMeansAreBetter() {
    double usual = LogExpectedImprovement.at(1, 0.5, 0);
    assertThat(LogExpectedImprovement.at(1, 0.6, 0)).isGreaterThan(usual);
    assertThat(LogExpectedImprovement.at(0.9, 0.5, 0)).isGreaterThan(usual);
  }
}
