package org.menagerie.layers.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.menagerie.layers.Threads;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Runs independent parts of one layer's pass side by side, within the threads of its training loop.
 *
 * <p>A recurrent layer is hundreds of small products in a row. Splitting each over OpenMP's threads
 * means a barrier a product, and a wait for the slower core at each; splitting the batch, or the
 * directions, means one. Inside a lane OpenMP has one thread.
 */
public final class Lanes {
  /** What one thread does in a few tens of microseconds. */
  private static final long ALONE_UP_TO = 1L << 20;

  private static final ExecutorService WORKERS = Executors.newCachedThreadPool(Lanes::worker);

  /** Threads that the lane on this thread may use; null outside of lanes. */
  private static final ThreadLocal<Integer> SHARE = new ThreadLocal<>();

  private Lanes() {}

  /** How many lanes are worth starting on the calling thread. */
  public static int available() {
    Integer share = SHARE.get();
    return share == null ? Threads.perLoop() : share;
  }

  /**
   * Runs the tasks and returns when all have ended; the first failure is thrown, with the others.
   *
   * <p>With one thread they run in turn on the caller's.
   */
  public static void run(List<Runnable> tasks) {
    int available = available();
    if (available == 1) {
      tasks.forEach(Runnable::run);
      return;
    }
    int share = Math.max(1, available / tasks.size());
    List<Future<?>> others = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    attempt(
        failures,
        () -> {
          for (Runnable task : tasks.subList(1, tasks.size())) {
            others.add(WORKERS.submit(() -> inLane(share, task)));
          }
          inLane(share, tasks.get(0));
        });
    // all of them, whatever happens: a lane that still runs writes to the caller's arrays
    others.forEach(other -> attempt(failures, () -> join(other)));
    throwFirst(failures);
  }

  private static void attempt(List<Throwable> failures, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      failures.add(e);
    }
  }

  private static void throwFirst(List<Throwable> failures) {
    if (failures.isEmpty()) {
      return;
    }
    Throwable first = failures.get(0);
    failures.subList(1, failures.size()).forEach(first::addSuppressed);
    if (first instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) first;
  }

  /**
   * Runs a task, on one OpenMP thread if it is small.
   *
   * <p>A team of threads gains nothing there and spins for milliseconds afterwards, on the core
   * that the next pass's lanes need.
   *
   * @param operations multiplications and additions of the task, roughly
   */
  public static <T> T alone(long operations, Supplier<T> task) {
    boolean already = SHARE.get() != null || Threads.perLoop() == 1;
    if (already || operations > ALONE_UP_TO) {
      return task.get();
    }
    operations().setOmpNumThreads(1);
    try {
      return task.get();
    } finally {
      Threads.enterLoop();
    }
  }

  private static void inLane(int share, Runnable task) {
    Integer outer = SHARE.get();
    SHARE.set(share);
    operations().setOmpNumThreads(1);
    try {
      task.run();
    } finally {
      if (outer == null) {
        SHARE.remove();
        Threads.enterLoop();
      } else {
        SHARE.set(outer);
      }
    }
  }

  /** Waits for the end of a lane, through interruptions. */
  private static void join(Future<?> lane) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          lane.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a part of the layer failed", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static NativeOps operations() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }

  private static Thread worker(Runnable run) {
    Thread thread = new Thread(run, "menagerie-lane");
    thread.setDaemon(true);
    return thread;
  }
}
