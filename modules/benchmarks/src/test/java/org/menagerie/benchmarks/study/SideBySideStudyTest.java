package org.menagerie.benchmarks.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.menagerie.benchmarks.worker.WorkerException;

class SideBySideStudyTest {

  @Test
  void theSpeedsOfBothCount() {
    assertThat(SideBySideStudy.together(() -> 2.0, () -> 0.5)).isEqualTo(2.5);
  }

  @Test
  void theDeathOfTheOtherWorkerIsAWorkersDeath() {
    assertThatThrownBy(() -> SideBySideStudy.together(() -> 2.0, SideBySideStudyTest::dies))
        .isInstanceOf(WorkerException.class)
        .hasMessage("second: ended");
  }

  private static double dies() {
    throw new WorkerException("second", "ended");
  }
}
