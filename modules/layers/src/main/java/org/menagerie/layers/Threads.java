package org.menagerie.layers;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.Nd4jBlas;

/**
 * How many threads the arithmetic of one training loop uses, set in process at start.
 *
 * <p>OpenMP's threads and OpenBLAS's own pool both spin while they wait, and fight over the cores:
 * the pool gets one thread, and OpenMP as many as the loop that calls it may use. ND4J splits even
 * an array of two elements by default; here an array stays on one thread below 65,536 elements.
 */
public final class Threads {
  /** Below this an array operation takes less time than waking another thread. */
  private static final int PARALLEL_FROM = 65_536;

  private static volatile int perLoop = 1;

  private Threads() {}

  /**
   * Sets the policy of this process, and the calling thread's threads.
   *
   * <p>Call it once, before any other use of ND4J: how long waiting threads spin is settled when
   * its libraries load. Other loops call {@link #enterLoop()} on their own thread. oneDNN obeys
   * where it shares one OpenMP with ND4J: on Linux.
   *
   * @param threadsPerLoop OpenMP threads of each loop, at least 1; 1 for small networks and for
   *     several loops side by side
   */
  public static void configure(int threadsPerLoop) {
    if (threadsPerLoop < 1) {
      throw new IllegalArgumentException("threads must be at least 1, was " + threadsPerLoop);
    }
    perLoop = threadsPerLoop;
    if (Nd4j.factory().blas() instanceof Nd4jBlas blas) {
      blas.setMaxThreads(1);
    }
    NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
    operations.setElementThreshold(PARALLEL_FROM);
    operations.setTADThreshold(PARALLEL_FROM);
    enterLoop();
  }

  /** Gives the calling thread its share; OpenMP keeps the number for each thread. */
  public static void enterLoop() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(perLoop);
  }

  /** The threads that one loop uses. */
  public static int perLoop() {
    return perLoop;
  }
}
