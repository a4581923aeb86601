package org.menagerie.benchmarks.worker;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.menagerie.benchmarks.network.Network;
import org.menagerie.benchmarks.network.Peer;
import org.menagerie.benchmarks.workload.Examples;
import org.menagerie.benchmarks.workload.Workload;

/** A network on a thread of its own: thread settings and ND4J's workspaces belong to a thread. */
final class Loop implements AutoCloseable {

  private final ExecutorService thread;
  private final Network network;

  Loop(Peer peer, Workload workload, int threads, int number) {
    this.thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "loop-" + number));
    this.network =
        await(
            submit(
                () -> {
                  Network built = peer.build(workload, threads);
                  built.load(Examples.of(workload, number));
                  return built;
                }));
  }

  long parameters() {
    return network.parameters();
  }

  /**
   * Returns the nanoseconds of each step; the first step after a pause warms the caches, uncounted.
   */
  long[] time(Phase phase, int steps) {
    return await(
        submit(
            () -> {
              phase.step(network);
              long[] nanos = new long[steps];
              for (int i = 0; i < steps; i++) {
                long start = System.nanoTime();
                phase.step(network);
                nanos[i] = System.nanoTime() - start;
              }
              return nanos;
            }));
  }

  /** Loads another batch and does one step on it. */
  void stepOn(Phase phase, Examples examples) {
    await(
        submit(
            () -> {
              network.load(examples);
              phase.step(network);
              return null;
            }));
  }

  /** Trains until a moment, and a step beyond; returns steps per second up to its own last step. */
  Future<Double> trainUntil(long deadlineNanos) {
    return submit(
        () -> {
          long start = System.nanoTime();
          long now = start;
          int steps = 0;
          while (now < deadlineNanos) {
            network.train();
            now = System.nanoTime();
            steps++;
          }
          return steps * 1e9 / (now - start);
        });
  }

  static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    await(
        submit(
            () -> {
              network.close();
              return null;
            }));
    thread.shutdown();
  }

  private <T> Future<T> submit(Callable<T> task) {
    return thread.submit(task);
  }
}
