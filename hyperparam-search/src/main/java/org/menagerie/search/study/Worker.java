package org.menagerie.search.study;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/** Names of processes that work on studies: host, process, and when that started. */
final class Worker {
  private Worker() {}

  /** This process. */
  static String name() {
    return host() + ":" + identity(ProcessHandle.current());
  }

  /** Whether a claim's process was one of this machine and is no more; nobody knows of others. */
  static boolean dead(String claim) {
    String worker = claim.substring(0, Math.max(0, claim.lastIndexOf('/')));
    int colon = worker.lastIndexOf(':');
    int at = worker.lastIndexOf('@');
    if (colon < 0 || at < colon || !worker.substring(0, colon).equals(host())) {
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

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
