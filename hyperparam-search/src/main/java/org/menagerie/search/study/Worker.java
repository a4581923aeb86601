package org.menagerie.search.study;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Names of processes that work on studies: machine, process, and when that started. */
final class Worker {
  private static final String HOST = nameOfHost();

  private Worker() {}

  /** This process. */
  static String name() {
    return HOST + ":" + identity(ProcessHandle.current());
  }

  /** Whether a claim's process was one of this machine and is no more; nobody knows of others. */
  static boolean dead(String claim) {
    String worker = claim.substring(0, Math.max(0, claim.lastIndexOf('/')));
    int colon = worker.lastIndexOf(':');
    int at = worker.lastIndexOf('@');
    if (colon < 0 || at < colon || !worker.substring(0, colon).equals(HOST)) {
      return false;
    }
    Optional<ProcessHandle> process =
        ProcessHandle.of(Long.parseLong(worker.substring(colon + 1, at)));
    return process.isEmpty() || !identity(process.get()).equals(worker.substring(colon + 1));
  }

  // numbers of processes are used again
  private static String identity(ProcessHandle process) {
    return process.pid()
        + "@"
        + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** The host's name, and on Linux which boot and which container: names alone may be shared. */
  private static String nameOfHost() {
    String name;
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      name = "localhost";
    }
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
      Path processes = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
      return name + "#" + Integer.toHexString(Objects.hash(boot, processes.toString()));
    } catch (IOException e) {
      return name; // not Linux
    }
  }
}
