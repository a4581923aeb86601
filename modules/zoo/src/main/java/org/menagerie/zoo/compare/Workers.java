package org.menagerie.zoo.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.menagerie.report.comparison.Attempt;

/**
 * Runs jobs, several at a time, each in a process of its own: a training that runs out of memory or
 * crashes takes no other with it, and its peak memory is its own.
 */
final class Workers {
  private static final int KILLED = 137;
  private static final String LOG = "log.txt";

  private final int parallel;
  private final Consumer<Job> ended;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /**
   * Workers.
   *
   * @param parallel how many jobs run at a time
   * @param ended hears of each job that was done or failed; one call at a time
   */
  Workers(int parallel, Consumer<Job> ended) {
    this.parallel = parallel;
    this.ended = ended;
  }

  /** Runs all jobs, in their order; returns whether none was interrupted. */
  boolean run(List<Job> jobs) throws InterruptedException {
    Queue<Job> queue = new ArrayDeque<>(jobs);
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    List<Throwable> errors = new ArrayList<>();
    for (int i = 0; i < parallel; i++) {
      threads.execute(() -> work(queue, errors));
    }
    threads.shutdown();
    threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    if (!errors.isEmpty()) {
      throw new IllegalStateException(errors.get(0).getMessage(), errors.get(0));
    }
    return !stopped;
  }

  /** Ends all processes; their runs can be gone on with. */
  void stop() {
    stopped = true;
    running.forEach(Process::destroy);
  }

  private void work(Queue<Job> queue, List<Throwable> errors) {
    try {
      for (Job job = next(queue); job != null; job = next(queue)) {
        run(job);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      synchronized (queue) {
        errors.add(e);
      }
      stop();
    }
  }

  private Job next(Queue<Job> queue) {
    synchronized (queue) {
      return stopped ? null : queue.poll();
    }
  }

  private void run(Job job) throws IOException, InterruptedException {
    Files.createDirectories(job.folder());
    Files.deleteIfExists(job.folder().resolve(Attempt.FAILURE));
    Path log = job.folder().resolve(LOG);
    Process process =
        new ProcessBuilder(command(job))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    running.add(process);
    if (stopped) {
      process.destroy(); // it may have started after the others were ended
    }
    int code = process.waitFor();
    running.remove(process);
    if (stopped || SideProcess.interrupted(code)) {
      stopped = true;
      return;
    }
    if (code == 0) {
      Files.delete(log);
    } else {
      Attempt.fail(job.folder(), reason(log, code));
    }
    synchronized (this) {
      ended.accept(job);
    }
  }

  private List<String> command(Job job) {
    List<String> command = SideProcess.command("org.menagerie.zoo.Main", parallel);
    command.add("compare-run");
    command.add("--run=" + job.folder().toAbsolutePath());
    command.add("--architecture=" + job.architecture());
    command.add("--sha256=" + job.data().sha256());
    job.set().forEach((key, value) -> command.add("--set=" + key + "=" + value));
    return command;
  }

  /** The program's own last word, or how the process ended. */
  private static String reason(Path log, int code) throws IOException {
    List<String> errors =
        Files.readAllLines(log).stream()
            .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
            .filter(line -> line.startsWith("error: "))
            .toList();
    if (!errors.isEmpty()) {
      return errors.get(errors.size() - 1).substring("error: ".length());
    }
    String how = code == KILLED ? " (killed, perhaps for lack of memory)" : "";
    return "its process ended with code " + code + how + "; see " + LOG;
  }
}
