package org.menagerie.report.cost;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How long a prediction takes.
 *
 * @param examples that go through the network at once
 * @param median microseconds that half of the calls stay below
 * @param p99 microseconds that 99 of 100 calls stay below
 * @param calls how many were timed
 */
public record Latency(int examples, double median, double p99, int calls) {
  private static final int LEAST_CALLS = 20;
  private static final int MOST_CALLS = 2_000;
  private static final int WARM_UP = 20;

  /** Times calls for about so many seconds, after some to warm up. */
  public static Latency of(int examples, double seconds, Runnable call) {
    for (int i = 0; i < WARM_UP; i++) {
      call.run();
    }
    LongStream.Builder times = LongStream.builder();
    long start = System.nanoTime();
    for (int i = 0;
        i < LEAST_CALLS || (i < MOST_CALLS && (System.nanoTime() - start) / 1e9 < seconds);
        i++) {
      long before = System.nanoTime();
      call.run();
      times.add(System.nanoTime() - before);
    }
    return of(examples, times.build().toArray());
  }

  /** Of times in nanoseconds; quantiles are the nearest rank's. */
  static Latency of(int examples, long[] nanoseconds) {
    long[] sorted = nanoseconds.clone();
    Arrays.sort(sorted);
    return new Latency(examples, quantile(sorted, 0.5), quantile(sorted, 0.99), sorted.length);
  }

  private static double quantile(long[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e3;
  }

  /** Microseconds for each example, by the median. */
  public double microsPerExample() {
    return median / examples;
  }
}
