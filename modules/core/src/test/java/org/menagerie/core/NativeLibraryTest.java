package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.core.Host.Gpu;

class NativeLibraryTest {
  private static final Set<String> AVX512 =
      Set.of("sse2", "avx2", "avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");
  private static final NativeLibrary CUDA = new NativeLibrary("nd4j-cuda", "");

  @Test
  void aBuildForAvx512NeedsAllOfIt() {
    NativeLibrary library = new NativeLibrary("nd4j-native", "-onednn-avx512");
    assertThat(library.misfit(cpu(AVX512))).isEmpty();
    assertThat(library.misfit(cpu(Set.of("avx2", "avx512f"))))
        .contains(
            "this build needs AVX-512 (-Pavx512), which this CPU lacks; build without -Pavx512");
    assertThat(library.misfit(cpu(Set.of("sse2"))))
        .contains(
            "this build needs AVX-512 (-Pavx512), which this CPU lacks; build without -Pavx512"
                + " and with -Pcpu-generic");
  }

  @Test
  void aBuildForAvx2NeedsIt() {
    NativeLibrary library = new NativeLibrary("nd4j-native", "-onednn-avx2");
    assertThat(library.misfit(cpu(Set.of("sse2", "avx2")))).isEmpty();
    assertThat(library.misfit(cpu(Set.of("sse2", "avx"))))
        .contains("this build needs AVX2, which this CPU lacks; build with -Pcpu-generic instead");
  }

  @Test
  void theGenericBuildFitsEveryCpu() {
    assertThat(new NativeLibrary("nd4j-native", "").misfit(cpu(Set.of("sse2")))).isEmpty();
  }

  @Test
  void anUnknownCpuIsGivenATry() {
    assertThat(new NativeLibrary("nd4j-native", "-avx512").misfit(cpu(Set.of()))).isEmpty();
  }

  @Test
  void aBuildForGpusNeedsADriver() {
    assertThat(CUDA.misfit(cpu(AVX512)))
        .contains(
            "this build is for NVIDIA GPUs (-Pcuda) and no NVIDIA driver answers; build without"
                + " -Pcuda for the CPU");
  }

  @ParameterizedTest
  @ValueSource(doubles = {3.7, 7.5, 8.6, 8.9})
  void gpusThatTheLibraryKnowsFit(double computeCapability) {
    assertThat(CUDA.misfit(gpu(computeCapability))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {3.5, 9.0, 12.0})
  void gpusThatAreTooOldOrTooNewDoNot(double computeCapability) {
    assertThat(CUDA.misfit(gpu(computeCapability)))
        .contains(
            "the GPU NVIDIA X (compute capability "
                + computeCapability
                + ") is none that nd4j-cuda-11.6 knows (3.7 to 8.9); build without -Pcuda for the"
                + " CPU");
  }

  @Test
  void theLibraryOnTheClassPathIsNamedAsItsArtifact() {
    NativeLibrary library = NativeLibrary.onClassPath();
    assertThat(library.coordinates()).startsWith(library.backend() + ":" + Loader.getPlatform());
    assertThat(library.misfit(Host.current(library.cuda()))).isEmpty();
  }

  private static Host cpu(Set<String> features) {
    return new Host(features, Optional.empty());
  }

  private static Host gpu(double computeCapability) {
    return new Host(AVX512, Optional.of(new Gpu("NVIDIA X", computeCapability)));
  }
}
