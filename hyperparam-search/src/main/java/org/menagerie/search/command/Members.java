package org.menagerie.search.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.menagerie.cli.SideProcess;

/**
 * Processes that work on the same study as this one: several loops of steps that take a tenth of a
 * millisecond, in one JVM, would wait for each other's garbage.
 */
final class Members implements AutoCloseable {
  private static final int STARTS = 3;

  private final List<String> command;
  private final Consumer<String> notice;
  private final List<Thread> keepers = new ArrayList<>();
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private Members(List<String> command, Consumer<String> notice) {
    this.command = command;
    this.notice = notice;
  }

  /**
   * Starts them. One that dies is started again, twice at most: its trial is given out again.
   *
   * @param notice hears a line for each that dies
   */
  static Members start(int count, List<String> command, Consumer<String> notice) {
    Members members = new Members(command, notice);
    for (int i = 1; i <= count; i++) {
      Thread keeper = new Thread(members::keep, "study-member-" + i);
      keeper.setDaemon(true);
      members.keepers.add(keeper);
      keeper.start();
    }
    return members;
  }

  private void keep() {
    try {
      for (int start = 1; start <= STARTS && !closed; start++) {
        int code = run();
        if (code == 0 || closed || SideProcess.interrupted(code)) {
          return;
        }
        notice.accept(
            "a worker's process ended with code "
                + code
                + (start < STARTS ? "; another takes its place" : "; the others go on"));
      }
    } catch (IOException e) {
      notice.accept("a worker's process cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT)
            .start();
    running.add(process);
    if (closed) {
      process.destroy(); // it may have started after the others were ended
    }
    int code = process.waitFor();
    running.remove(process);
    return code;
  }

  /** Waits until all have ended by themselves. */
  void join() throws InterruptedException {
    for (Thread keeper : keepers) {
      keeper.join();
    }
  }

  /** Ends those that still run: their trials are given out again, by whoever goes on. */
  @Override
  public void close() {
    closed = true;
    running.forEach(Process::destroy);
  }
}
