package org.menagerie.benchmarks.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory of a process in bytes.
 *
 * @param resident in memory now, heap included
 * @param peak the most there ever was; what is resident now where the system does not tell
 * @param arrays held by ND4J and other JavaCPP arrays
 */
public record MemoryUse(long resident, long peak, long arrays) {

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Collects garbage, native arrays included, then measures this process. */
  static MemoryUse now() {
    System.gc();
    sleep(); // native arrays are freed by a thread that waits for the collector
    System.gc();
    long resident = Pointer.physicalBytes();
    return new MemoryUse(resident, peak(resident), Pointer.totalBytes());
  }

  private static long peak(long resident) {
    if (!Files.isReadable(STATUS)) {
      return resident;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(resident);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
