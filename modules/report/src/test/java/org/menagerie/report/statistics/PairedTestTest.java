package org.menagerie.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedTestTest {

  @Test
  void withoutOverlapItIsThePairedTTest() {
    // Student (1908): hours of sleep gained by ten patients with two drugs; t = -4.0621, p =
    // 0.002833
    double[] differences = {-1.2, -2.4, -1.3, -1.3, 0.0, -1.0, -1.8, -0.8, -4.6, -1.4};
    PairedTest test = PairedTest.corrected(differences, 0);
    assertThat(test.difference()).isCloseTo(-1.58, within(1e-12));
    assertThat(test.t()).isCloseTo(-4.062128, within(1e-6));
    assertThat(test.p()).isCloseTo(0.002832890, within(1e-8));
  }

  @Test
  void theCorrectionWidensTheVarianceByTheShareOfTheTestPart() {
    // by hand: mean 0.02, variance 1e-4, (1/3 + 1/4) 1e-4 = 5.8333e-5, t = 0.02 / 0.0076376
    PairedTest test = PairedTest.corrected(new double[] {0.01, 0.02, 0.03}, 0.25);
    assertThat(test.t()).isCloseTo(2.618615, within(1e-6));
    // two degrees of freedom: p = 1 - t / sqrt(t^2 + 2)
    assertThat(test.p()).isCloseTo(1 - 2.618615 / Math.sqrt(6.857143 + 2), within(1e-6));
  }

  @Test
  void equalFiguresAreNoDifferenceAndOneSplitTellsNothing() {
    assertThat(PairedTest.corrected(new double[] {0, 0, 0}, 0.2))
        .isEqualTo(new PairedTest(0, 0, 1));
    assertThat(PairedTest.corrected(new double[] {0.1}, 0.2).p()).isNaN();
    assertThat(PairedTest.corrected(new double[] {0}, 0.2).p()).isNaN();
    assertThat(PairedTest.corrected(new double[0], 0.2).p()).isNaN();
  }

  @Test
  void oneExampleMoreOnEverySplitIsNoCertainty() {
    // 30 test examples: 29, 30 and 28 right against 28, 29 and 27
    double[] equal = {29 / 30.0 - 28 / 30.0, 1 - 29 / 30.0, 28 / 30.0 - 27 / 30.0};
    PairedTest test = PairedTest.corrected(equal, 0.3);
    assertThat(test.difference()).isCloseTo(1 / 30.0, within(1e-12));
    assertThat(test.p()).isNaN();
  }

  @Test
  void holmMultipliesTheSmallestByTheirNumberAndKeepsTheOrder() {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03 0.06 0.06 0.02
    List<Double> adjusted = PairedTest.holm(List.of(0.01, 0.04, 0.03, 0.005));
    double[] expected = {0.03, 0.06, 0.06, 0.02};
    for (int i = 0; i < expected.length; i++) {
      assertThat(adjusted.get(i)).isCloseTo(expected[i], within(1e-12));
    }
    assertThat(PairedTest.holm(List.of(0.9, Double.NaN, 0.6)))
        .containsExactly(1.0, Double.NaN, 1.0);
  }

  @Test
  void aNegativeShareIsRefused() {
    assertThatThrownBy(() -> PairedTest.corrected(new double[] {1, 2}, -0.1))
        .hasMessage("testShare must be at least 0, was -0.1");
  }
}
