package org.menagerie.report.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

  @Test
  void quantilesAreThoseOfTheNearestRank() {
    long[] times = LongStream.rangeClosed(1, 200).map(i -> 1000 * (201 - i)).toArray();
    assertThat(Latency.of(4, times)).isEqualTo(new Latency(4, 100, 198, 200));
    assertThat(Latency.of(4, times).microsPerExample()).isEqualTo(25);
    assertThat(Latency.of(1, new long[] {7000})).isEqualTo(new Latency(1, 7, 7, 1));
  }
}
