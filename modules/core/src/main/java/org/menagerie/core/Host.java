package org.menagerie.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What the machine offers a native library.
 *
 * @param cpuFeatures lower-case names as Linux spells them (avx2, avx512f); empty where unknown
 * @param gpu the first NVIDIA GPU, where a driver answers
 */
record Host(Set<String> cpuFeatures, Optional<Gpu> gpu) {

  /**
   * A GPU.
   *
   * @param computeCapability as in 8.6
   */
  record Gpu(String name, double computeCapability) {}

  /** This machine; the GPU is asked for only where {@code withGpu}. */
  static Host current(boolean withGpu) {
    return new Host(cpuFeaturesOfLinux(), withGpu ? firstGpu() : Optional.empty());
  }

  private static Set<String> cpuFeaturesOfLinux() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Set.copyOf(List.of(line.substring(line.indexOf(':') + 1).trim().split(" "))))
          .orElse(Set.of());
    } catch (IOException e) {
      return Set.of(); // another system: the library itself has to refuse
    }
  }

  private static Optional<Gpu> firstGpu() {
    try {
      Process query =
          new ProcessBuilder("nvidia-smi", "--query-gpu=name,compute_cap", "--format=csv,noheader")
              .redirectErrorStream(true)
              .start();
      if (!query.waitFor(10, TimeUnit.SECONDS)) { // a few lines, which the pipe holds
        query.destroyForcibly();
        return Optional.empty();
      }
      if (query.exitValue() != 0) {
        return Optional.empty();
      }
      String answer = new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return parseGpu(answer.lines().findFirst().orElse(""));
    } catch (IOException e) {
      return Optional.empty(); // no driver, no tool
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Reads a line such as {@code NVIDIA A10, 8.6}. */
  static Optional<Gpu> parseGpu(String line) {
    int comma = line.lastIndexOf(',');
    if (comma < 0) {
      return Optional.empty();
    }
    String capability = line.substring(comma + 1).trim().toLowerCase(Locale.ROOT);
    return capability.matches("\\d+\\.\\d+")
        ? Optional.of(new Gpu(line.substring(0, comma).trim(), Double.parseDouble(capability)))
        : Optional.empty();
  }
}
