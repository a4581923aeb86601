package org.menagerie.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void theErrorIsThatComputedByHand() {
    // (0.5, 0.6]: mean 0.55, 1 of 2 right; (0.8, 0.9]: mean 0.9, 2 of 3 right
    Calibration calibration =
        Calibration.of(
            new float[] {0.52f, 0.58f, 0.9f, 0.9f, 0.9f},
            new boolean[] {true, false, true, true, false});
    assertThat(calibration.bins()).hasSize(2);
    assertThat(calibration.bins().get(1).answers()).isEqualTo(3);
    double expected = 2 / 5.0 * (0.55 - 0.5) + 3 / 5.0 * (0.9 - 2 / 3.0);
    assertThat(calibration.error()).isCloseTo(expected, within(1e-7));
  }

  @Test
  void certaintyThatIsAlwaysRightHasNoError() {
    Calibration calibration = Calibration.of(new float[] {1, 1}, new boolean[] {true, true});
    assertThat(calibration.error()).isZero();
  }

  @Test
  void aConfidenceThatIsNoNumberIsLeftOut() {
    Calibration calibration =
        Calibration.of(new float[] {Float.NaN, 1, 0}, new boolean[] {true, true, false});
    assertThat(calibration.error()).isZero();
    assertThat(calibration.bins()).hasSize(2);
  }
}
