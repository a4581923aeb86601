package org.menagerie.benchmarks.study;

/**
 * How long is measured.
 *
 * @param rounds how often each peer gets its turn
 * @param blockMillis length of a turn
 * @param warmMillis length of the warm-up of a peer, in which the JVM compiles
 */
public record Pace(int rounds, int blockMillis, int warmMillis) {

  /** For figures to publish. */
  public static final Pace THOROUGH = new Pace(10, 400, 5000);

  /** For a series of many points. */
  public static final Pace BRISK = new Pace(5, 200, 2500);

  /** For a look. */
  public static final Pace QUICK = new Pace(3, 100, 1500);
}
