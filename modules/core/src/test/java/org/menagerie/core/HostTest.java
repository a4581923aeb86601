package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.core.Host.Gpu;

class HostTest {

  @Test
  void aGpuIsReadFromTheDriversAnswer() {
    assertThat(Host.parseGpu("NVIDIA A10, 8.6")).contains(new Gpu("NVIDIA A10", 8.6));
    assertThat(Host.parseGpu("Tesla, the second, 7.5 "))
        .contains(new Gpu("Tesla, the second", 7.5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "No devices were found", "NVIDIA A10", "NVIDIA A10, [N/A]", ",", "x,8"})
  void anyOtherAnswerIsNoGpu(String answer) {
    assertThat(Host.parseGpu(answer)).isEmpty();
  }

  @Test
  void theGpuIsNotAskedForWhereNotWanted() {
    assertThat(Host.current(false).gpu()).isEmpty();
  }
}
