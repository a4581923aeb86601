package org.menagerie.search.run;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A thread that trials run on, one after the other; one that never ends is left behind. */
final class TrialThread implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final String name;
  private ExecutorService executor;

  TrialThread(String name) {
    this.name = name;
    this.executor = fresh();
  }

  private ExecutorService fresh() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true); // what never ends must not keep the program
          return thread;
        });
  }

  /**
   * Runs a task to its end.
   *
   * @param timeout after which it is given up; zero for never
   * @throws TimeoutException when it was given up
   */
  <T> T run(Callable<T> task, Duration timeout)
      throws ExecutionException, InterruptedException, TimeoutException {
    Future<T> future = executor.submit(task);
    try {
      return timeout.isZero()
          ? future.get()
          : future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException e) {
      executor.shutdownNow(); // interrupts it
      boolean ended = executor.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      executor = fresh();
      if (!ended && e instanceof TimeoutException) {
        TimeoutException left = new TimeoutException("its thread did not end and was left behind");
        left.initCause(e);
        throw left;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
