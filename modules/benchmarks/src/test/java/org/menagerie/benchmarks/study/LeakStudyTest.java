package org.menagerie.benchmarks.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.benchmarks.worker.MemoryUse;
import org.menagerie.benchmarks.workload.Recurrent;
import org.menagerie.benchmarks.workload.ResNet;
import org.menagerie.benchmarks.workload.Transformer;

class LeakStudyTest {

  @Test
  void everyBatchMeetsEveryLength() {
    assertThat(LeakStudy.shapes(new Recurrent(true, 3, 8, 6, 2), 2))
        .extracting(net -> net.batch() + "x" + net.exampleShape()[0])
        .containsExactlyInAnyOrder("1x6", "1x4", "1x2", "2x6", "2x4", "2x2");
    assertThat(LeakStudy.shapes(new Transformer(1, 8, 2, 16, 64, 30, 16), 1)).hasSize(1024);
    assertThat(LeakStudy.shapes(new ResNet(1, 8, 5), 1)).hasSize(5);
  }

  @Test
  void growthIsFromTheFirstSampleToTheLast() {
    List<MemoryUse> samples =
        List.of(
            new MemoryUse(100, 100, 7, 20, 90),
            new MemoryUse(300, 300, 9, 20, 300),
            new MemoryUse(110, 300, 7, 25, 91));
    LeakStudy.Growth growth = new LeakStudy.Growth("mlp", 2, 1, 2, samples);
    assertThat(growth.of(MemoryUse::resident)).isEqualTo(10);
    assertThat(growth.of(MemoryUse::trimmed)).isEqualTo(1);
    assertThat(growth.of(MemoryUse::jvm)).isEqualTo(5);
    assertThat(growth.of(MemoryUse::arrays)).isZero();
  }

  @Test
  void whatIsHeldIsWithoutTheJvmsOwnButNeverLessThanTheArrays() {
    assertThat(held(new MemoryUse(0, 0, 8, 30, 160))).isEqualTo(160 - 100 - 10);
    assertThat(held(new MemoryUse(0, 0, 8, 300, 160))).isEqualTo(8 - 1);
  }

  private static long held(MemoryUse end) {
    List<MemoryUse> samples = List.of(new MemoryUse(0, 0, 1, 20, 100), end);
    return new LeakStudy.Growth("mlp", 2, 1, 2, samples).held();
  }
}
