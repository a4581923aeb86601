package org.menagerie.layers.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;

class KernelsTest {
  @Test
  void aCpuWithOneDnnUsesIt() {
    assertThat(Kernels.choose(null, ExecutionerType.NATIVE_CPU, () -> {}))
        .isEqualTo(Kernels.ONEDNN);
  }

  @Test
  void aGpuUsesTheReference() {
    assertThat(Kernels.choose(null, ExecutionerType.CUDA, () -> {})).isEqualTo(Kernels.ND4J);
  }

  @Test
  void aMachineWithoutOneDnnUsesTheReference() {
    assertThat(Kernels.choose(null, ExecutionerType.NATIVE_CPU, KernelsTest::fail))
        .isEqualTo(Kernels.ND4J);
  }

  @Test
  void thePropertyForcesTheReference() {
    assertThat(Kernels.choose("nd4j", ExecutionerType.NATIVE_CPU, () -> {}))
        .isEqualTo(Kernels.ND4J);
  }

  @Test
  void anUnknownFamilyIsRefused() {
    assertThatThrownBy(() -> Kernels.choose("mkl", ExecutionerType.NATIVE_CPU, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doublesAlwaysUseTheReference() {
    assertThat(Kernels.of(DataType.DOUBLE)).isEqualTo(Kernels.ND4J);
  }

  private static void fail() {
    throw new UnsatisfiedLinkError("no libdnnl");
  }
}
