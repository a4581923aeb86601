package org.menagerie.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

  /** Table I of Newcombe, Two-sided confidence intervals for the single proportion (1998). */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void sharesHaveThePublishedIntervals(int successes, int trials, double low, double high) {
    Interval interval = Interval.wilson(successes, trials);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void aShareOfOneReachesOneExactly() {
    Interval interval = Interval.wilson(7, 7);
    assertThat(interval.high()).isEqualTo(1);
    assertThat(interval.low()).isCloseTo(7 / (7 + 1.959964 * 1.959964), within(1e-6));
  }

  @Test
  void moreSuccessesThanTrialsAreRefused() {
    assertThatThrownBy(() -> Interval.wilson(3, 2)).hasMessage("successes: 3 of 2 trials");
  }

  @Test
  void aMeanHasStudentsInterval() {
    // mean 3, standard deviation sqrt(2.5), t(4, 0.975) = 2.776445
    Interval interval = Interval.ofMean(1, 2, 3, 4, 5);
    double reach = 2.776445 * Math.sqrt(2.5 / 5);
    assertThat(interval.low()).isCloseTo(3 - reach, within(1e-5));
    assertThat(interval.high()).isCloseTo(3 + reach, within(1e-5));
  }

  @Test
  void oneValueHasNoWidth() {
    assertThat(Interval.ofMean(2)).isEqualTo(new Interval(2, 2));
  }
}
