package org.menagerie.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Loader;

/**
 * The ND4J library on the class path.
 *
 * @param backend nd4j-native or nd4j-cuda
 * @param extension what follows the platform in its classifier: "-onednn-avx2", or empty
 */
record NativeLibrary(String backend, String extension) {
  private static final String CPU = "org/nd4j/linalg/cpu/nativecpu/bindings/";
  private static final String CUDA = "org/nd4j/linalg/jcublas/bindings/";
  private static final List<String> EXTENSIONS =
      List.of(
          "-onednn-avx512", "-avx512", "-onednn-avx2", "-avx2", "-onednn", "-compat", "-cudnn", "");

  // what libnd4j's avx512 builds are compiled for; the first CPUs with avx512f lack some of it
  private static final Set<String> AVX512 =
      Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl");

  /** Finds it without loading it. */
  static NativeLibrary onClassPath() {
    for (String extension : EXTENSIONS) {
      if (exists(CUDA, extension)) {
        return new NativeLibrary("nd4j-cuda", extension);
      }
      if (exists(CPU, extension)) {
        return new NativeLibrary("nd4j-native", extension);
      }
    }
    throw new InvalidInputException(
        "no ND4J library for "
            + Loader.getPlatform()
            + " is on the class path; build on this machine with mvn package");
  }

  private static boolean exists(String bindings, String extension) {
    String folder = bindings + Loader.getPlatform() + extension + "/";
    return NativeLibrary.class.getClassLoader().getResource(folder) != null;
  }

  boolean cuda() {
    return backend.equals("nd4j-cuda");
  }

  /** As its Maven artifact is called. */
  String coordinates() {
    return backend + ":" + Loader.getPlatform() + extension;
  }

  /** Why it cannot work on the host and which build profile to use instead; empty where it can. */
  Optional<String> misfit(Host host) {
    if (cuda()) {
      return host.gpu().isEmpty()
          ? Optional.of(
              "this build is for NVIDIA GPUs (-Pcuda) and no NVIDIA driver answers; build without"
                  + " -Pcuda for the CPU")
          : host.gpu().filter(gpu -> !knows(gpu)).map(NativeLibrary::unknown);
    }
    if (host.cpuFeatures().isEmpty()) {
      return Optional.empty();
    }
    if (extension.endsWith("avx512") && !host.cpuFeatures().containsAll(AVX512)) {
      return Optional.of(
          "this build needs AVX-512 (-Pavx512), which this CPU lacks; build without -Pavx512"
              + (host.cpuFeatures().contains("avx2") ? "" : " and with -Pcpu-generic"));
    }
    if (extension.endsWith("avx2") && !host.cpuFeatures().contains("avx2")) {
      return Optional.of(
          "this build needs AVX2, which this CPU lacks; build with -Pcpu-generic instead");
    }
    return Optional.empty();
  }

  // machine code up to 8.6 runs on 8.x, and no intermediate code is there to translate for others
  private static boolean knows(Host.Gpu gpu) {
    return gpu.computeCapability() >= 3.7 && gpu.computeCapability() < 9;
  }

  private static String unknown(Host.Gpu gpu) {
    return String.format(
        "the GPU %s (compute capability %s) is none that nd4j-cuda-11.6 knows (3.7 to 8.9);"
            + " build without -Pcuda for the CPU",
        gpu.name(), gpu.computeCapability());
  }
}
