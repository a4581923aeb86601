package org.menagerie.core;

import java.util.List;
import org.menagerie.layers.ShapeCache;
import org.menagerie.layers.Threads;
import org.menagerie.layers.kernel.Kernels;

/**
 * The ND4J backend in use.
 *
 * @param library as its Maven artifact is called
 * @param threads that one training loop uses inside operations
 */
public record Backend(String library, int threads) {
  /**
   * Checks that the library on the class path fits this machine, loads it and sets its threads. To
   * be called once, before any other use of ND4J.
   *
   * @throws InvalidInputException when library and machine, or a system property, do not fit
   */
  public static Backend start(int threads) {
    Guards.positive(threads, "threads");
    checkKernels();
    // Before JavaCPP loads: it would read the process's memory from the system at every allocation,
    // a third of a small step. The bound on what it allocated itself (maxBytes) stays.
    setDefault("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    NativeLibrary library = NativeLibrary.onClassPath();
    if (!library.cuda()) {
      setDefault(ShapeCache.PROPERTY, ShapeCache.class.getName());
    }
    library
        .misfit(Host.current(library.cuda()))
        .ifPresent(
            reason -> {
              throw new InvalidInputException(reason);
            });
    Threads.configure(threads);
    return new Backend(library.coordinates(), threads);
  }

  /** What the CPU can do that matters for speed, as Linux spells it; empty on other systems. */
  public List<String> cpuFeatures() {
    return Host.current(false).cpuFeatures().stream()
        .filter(feature -> feature.matches("avx.*|fma|sse4_2|amx.*|f16c"))
        .sorted()
        .toList();
  }

  private static void checkKernels() {
    try {
      Kernels.checkProperty();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage());
    }
  }

  private static void setDefault(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
