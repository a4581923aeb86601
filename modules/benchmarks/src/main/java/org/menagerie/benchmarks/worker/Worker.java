package org.menagerie.benchmarks.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.workload.Examples;
import org.menagerie.benchmarks.workload.Workload;

/** A process that builds one network of one peer, and runs it when told on standard input. */
public final class Worker {

  private final Peer peer;
  private final Workload workload;
  private final int threads;
  private final List<Loop> loops = new ArrayList<>();

  private Worker(Peer peer, Workload workload, int threads) {
    this.peer = peer;
    this.workload = workload;
    this.threads = threads;
  }

  /**
   * Answers requests until standard input ends.
   *
   * @param args name of the peer, workload as JSON, number of threads
   * @throws IOException if standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    PrintStream replies = System.out;
    System.setOut(System.err); // SameDiff prints there
    Worker worker =
        new Worker(
            Peer.valueOf(args[0]),
            Messages.read(args[1], Workload.class),
            Integer.parseInt(args[2]));
    replies.println(Messages.write(worker.start()));
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      replies.println(Messages.write(worker.reply(Messages.read(line, Request.class))));
    }
    worker.loops.forEach(Loop::close);
    System.exit(0); // engines leave threads behind
  }

  private Reply start() {
    try {
      return new Reply.Ready(loop(0).parameters());
    } catch (RuntimeException | LinkageError e) {
      return failed(e);
    }
  }

  private Reply reply(Request request) {
    try {
      if (request instanceof Request.Steps steps) {
        return new Reply.Timed(loop(0).time(steps.phase(), steps.count()));
      }
      if (request instanceof Request.Run run) {
        return new Reply.Counted(run(run.loops(), run.millis()));
      }
      if (request instanceof Request.Load load) {
        loop(0).stepOn(load.phase(), Examples.of(load.workload(), load.seed()));
        return new Reply.Loaded();
      }
      return new Reply.Measured(MemoryUse.now(((Request.Memory) request).trim()));
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      return failed(e);
    }
  }

  private double run(int count, int millis) {
    for (int i = 0; i < count; i++) {
      loop(i); // built before the clock starts
    }
    long deadline = System.nanoTime() + millis * 1_000_000L;
    List<Future<Double>> speeds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      speeds.add(loop(i).trainUntil(deadline));
    }
    return speeds.stream().mapToDouble(Loop::await).sum();
  }

  private Loop loop(int number) {
    while (loops.size() <= number) {
      loops.add(new Loop(peer, workload, threads, loops.size()));
    }
    return loops.get(number);
  }

  private static Reply failed(Throwable cause) {
    cause.printStackTrace(); // to standard error, which the conductor keeps
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new Reply.Failed(root.toString());
  }
}
