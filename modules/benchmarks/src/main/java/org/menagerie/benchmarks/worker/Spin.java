package org.menagerie.benchmarks.worker;

import java.util.SplittableRandom;

/** The main class of a busy process; ends with the process that started it. */
final class Spin {

  private Spin() {}

  /** Computes until it is stopped. */
  public static void main(String[] args) {
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    SplittableRandom random = new SplittableRandom(1);
    long sum = 0;
    while (parent.isAlive() || sum == 0) {
      for (int i = 0; i < 10_000_000; i++) {
        sum += random.nextLong();
      }
    }
  }
}
