package org.menagerie.benchmarks.workload;

/** Guards of the sizes of a workload. */
final class Sizes {

  private Sizes() {}

  static int positive(int value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, was " + value);
    }
    return value;
  }
}
