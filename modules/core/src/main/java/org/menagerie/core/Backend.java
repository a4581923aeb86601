package org.menagerie.core;

import java.util.List;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.Nd4jBlas;

/**
 * The ND4J backend in use.
 *
 * @param library as its Maven artifact is called
 * @param threads that one training loop uses inside operations
 */
public record Backend(String library, int threads) {
  // below this many elements an operation is over before a second thread has started
  private static final int PARALLEL_ELEMENTS = 65_536;

  /**
   * Checks that the library on the class path fits this machine, loads it and sets its threads. To
   * be called once, before any other use of ND4J.
   */
  public static Backend start(int threads) {
    Guards.positive(threads, "threads");
    // Before JavaCPP loads: it would read the process's memory from the system at every allocation,
    // a third of a small step. The bound on what it allocated itself (maxBytes) stays.
    setDefault("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    NativeLibrary library = NativeLibrary.onClassPath();
    library
        .misfit(Host.current(library.cuda()))
        .ifPresent(
            reason -> {
              throw new InvalidInputException(reason);
            });
    if (!library.cuda()) {
      limitThreads(threads);
    }
    return new Backend(library.coordinates(), threads);
  }

  /** What the CPU can do that matters for speed, as Linux spells it; empty on other systems. */
  public List<String> cpuFeatures() {
    return Host.current(false).cpuFeatures().stream()
        .filter(feature -> feature.matches("avx.*|fma|sse4_2|amx.*|f16c"))
        .sorted()
        .toList();
  }

  private static void limitThreads(int threads) {
    NativeOps ops = load();
    // OpenBLAS's own pool and OpenMP's would fight over the cores
    ((Nd4jBlas) Nd4j.factory().blas()).setMaxThreads(1);
    ops.setOmpNumThreads(threads);
    Environment environment = Nd4j.getEnvironment();
    environment.setElementwiseThreshold(PARALLEL_ELEMENTS);
    environment.setTadThreshold(PARALLEL_ELEMENTS);
    environment.setMaxThreads(threads);
    environment.setMaxMasterThreads(threads);
  }

  private static NativeOps load() {
    Nd4jBackend unused = Nd4j.getBackend();
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }

  private static void setDefault(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
