package org.menagerie.benchmarks.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A process that keeps one core busy, and no memory, until it is closed. */
public final class BusyProcess implements AutoCloseable {

  private final Process process;

  /** Starts it. */
  public BusyProcess() {
    List<String> command =
        List.of(
            WorkerProcess.javaBinary(),
            "-cp",
            System.getProperty("java.class.path"),
            Spin.class.getName());
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits while it gets going. */
  public void settle(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
