package org.menagerie.search.sampler;

import java.util.List;

/**
 * A strategy: where to look next.
 *
 * <p>An answer depends on the sampler's seed and on the history alone, so that any process that
 * knows the history gives the same one.
 */
@FunctionalInterface
public interface Sampler {

  /**
   * The next point of the unit cube.
   *
   * @param history every earlier trial, in the order of their numbers
   */
  double[] next(List<Observation> history);

  /** Whether it looks at results at all; where not, a trial need not wait for any. */
  default boolean learns() {
    return true;
  }

  /** How many points there are in all. */
  default long size() {
    return Long.MAX_VALUE;
  }
}
