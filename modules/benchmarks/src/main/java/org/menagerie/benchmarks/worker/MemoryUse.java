package org.menagerie.benchmarks.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.memory.AllocationsTracker;
import org.nd4j.linalg.api.memory.enums.AllocationKind;

/**
 * Memory of a process in bytes, garbage collected.
 *
 * @param resident in memory now, heap included
 * @param peak the most there ever was; what is resident now where the system does not tell
 * @param arrays held by ND4J, its workspaces included, and by buffers of the layers
 * @param jvm taken by the JVM for compiling and its collector, 0 where it does not count
 * @param trimmed in memory once malloc has given back what it keeps for later
 */
public record MemoryUse(long resident, long peak, long arrays, long jvm, long trimmed) {

  private static final Path STATUS = Path.of("/proc/self/status");

  /**
   * Collects garbage, native arrays included, then measures this process.
   *
   * @param trim whether malloc is made to give back; otherwise {@code trimmed} is what is resident
   */
  static MemoryUse now(boolean trim) {
    System.gc();
    sleep(); // native arrays are freed by a thread that waits for the collector
    System.gc();
    sleep();
    long resident = Pointer.physicalBytes();
    long jvm = Jvm.ownBytes();
    if (trim) {
      Jvm.trim();
    }
    return new MemoryUse(
        resident,
        peak(resident),
        Pointer.totalBytes() + workspaces(),
        jvm,
        trim ? Pointer.physicalBytes() : resident);
  }

  private static long workspaces() {
    return AllocationsTracker.getInstance().bytesOnDevice(AllocationKind.WORKSPACE, 0);
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
