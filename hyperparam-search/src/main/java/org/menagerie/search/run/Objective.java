package org.menagerie.search.run;

import java.util.Map;

/** What a study makes small or large. */
public interface Objective {

  /** Hears how a trial goes. */
  @FunctionalInterface
  interface Ear {
    /**
     * An epoch has ended; a trial that is hopeless, or no longer wanted, ends here by an exception.
     *
     * @param number from 1
     * @param epochs at most in a trial
     */
    void epoch(int number, int epochs, double score);
  }

  /** Whether less is better. */
  boolean minimize();

  /**
   * Runs one trial.
   *
   * @param values of the parameters that count, by key
   * @param seed of all randomness in it
   */
  Outcome run(Map<String, String> values, long seed, Ear ear);
}
