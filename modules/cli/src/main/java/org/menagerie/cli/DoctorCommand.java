package org.menagerie.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.menagerie.core.Backend;
import org.menagerie.core.Settings;
import org.menagerie.layers.kernel.Kernels;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the program really runs on. */
@Command(
    name = "doctor",
    description = "Backend, BLAS, CPU features, threads, memory and a short speed check.")
final class DoctorCommand implements Callable<Integer> {
  private static final double CHECK_SECONDS = 5;
  private static final int SIZE = 512;

  private final Console console;

  @Option(names = "--threads", paramLabel = "N", description = "Threads inside operations.")
  private String threads = "1";

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Backend backend = Backend.start(Setup.threads(threads));
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    line("menagerie", Versions.menagerie());
    line("Deeplearning4j", Versions.deeplearning4j());
    line("Java", Runtime.version() + " on " + System.getProperty("os.name"));
    line("library", backend.library());
    line("devices", Nd4j.getAffinityManager().getNumberOfDevices() + " (" + device() + ")");
    line("BLAS", String.valueOf(environment.getOrDefault("blas.vendor", "unknown")));
    line("CPU features", String.join(" ", backend.cpuFeatures()));
    line("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    line("kernels", Settings.spell(Kernels.active()) + " behind the zoo's layers");
    line("threads", backend.threads() + " inside operations");
    line("Java heap", gigabytes(Runtime.getRuntime().maxMemory()) + " at most");
    line("off-heap", gigabytes(org.bytedeco.javacpp.Pointer.maxBytes()) + " at most");
    line("speed", speed());
    return 0;
  }

  private static String device() {
    return Nd4j.getEnvironment().isCPU() ? "CPU" : "GPU";
  }

  /** Multiplies square matrices for a while. */
  private static String speed() {
    INDArray a = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
    INDArray b = Nd4j.rand(DataType.FLOAT, SIZE, SIZE);
    INDArray c = Nd4j.create(DataType.FLOAT, SIZE, SIZE);
    double[] seconds = new double[10_000];
    int runs = 0;
    long start = System.nanoTime();
    while (runs < seconds.length && (System.nanoTime() - start) / 1e9 < CHECK_SECONDS) {
      long before = System.nanoTime();
      a.mmuli(b, c);
      seconds[runs++] = (System.nanoTime() - before) / 1e9;
    }
    Arrays.sort(seconds, 0, runs);
    double flops = 2.0 * SIZE * SIZE * SIZE / seconds[runs / 2];
    return String.format(
        Locale.ROOT,
        "%.0f GFLOP/s (median of %d products of %d x %d matrices)",
        flops / 1e9,
        runs,
        SIZE,
        SIZE);
  }

  private void line(String name, String value) {
    console.out().printf("%-16s %s%n", name, value);
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
