package org.menagerie.layers.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps OpenMP's threads from spinning for milliseconds while they wait for each other.
 *
 * <p>GNU's runtime spins 300,000 rounds at a barrier, and 1,000 as soon as it manages more threads
 * than there are cores (libgomp, {@code gomp_throttled_spin_count_var}). Its variables are read
 * from the environment before Java can set any; a team that is larger than the machine and sleeps
 * for ever has the same effect. On a busy machine a spinning thread holds the core that the one it
 * waits for needs.
 */
public final class ShortSpins {
  private static final int LARGE_ENOUGH_TO_SPLIT = 1 << 16;

  private static boolean arranged;

  private ShortSpins() {}

  /** Starts the sleeping team, once in a process; does nothing without oneDNN. */
  public static synchronized void arrange() {
    if (arranged || Kernels.active() != Kernels.ONEDNN) {
      return;
    }
    arranged = true;
    CountDownLatch started = new CountDownLatch(1);
    Thread sleeper = new Thread(() -> sleep(started), "menagerie-short-spins");
    sleeper.setDaemon(true);
    sleeper.start();
    try {
      started.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sleep(CountDownLatch started) {
    try {
      int team = Runtime.getRuntime().availableProcessors() + 1;
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(team);
      Address values = new Scratch().floats(LARGE_ENOUGH_TO_SPLIT);
      new OneDnnActivation(Fused.RELU, LARGE_ENOUGH_TO_SPLIT).gradient(values, values, values);
    } finally {
      started.countDown();
    }
    while (true) {
      LockSupport.park(); // the team ends with the thread that started it
    }
  }
}
