package org.menagerie.search.run;

import java.time.Duration;
import org.menagerie.core.Guards;
import org.menagerie.search.sampler.Sampler;

/**
 * How a study is run.
 *
 * @param trials how many must have ended
 * @param parallel trials at a time in this process
 * @param window how many trials may run at a time in all: a suggestion knows every result but those
 *     of the {@code window - 1} trials before it, however many run, so that the order in which they
 *     end does not matter
 * @param pruner stops hopeless trials
 * @param trialTimeout after which a trial fails; zero for never
 * @param timeBudget after which no trial begins; zero for none
 * @param failures in a row that stop the study
 * @param seed of strategy and trials
 */
public record StudyPlan(
    int trials,
    int parallel,
    int window,
    Pruner pruner,
    Duration trialTimeout,
    Duration timeBudget,
    int failures,
    long seed) {
  public StudyPlan {
    Guards.positive(trials, "trials");
    Guards.positive(parallel, "parallel");
    Guards.atLeast(window, parallel, "window");
    Guards.positive(failures, "max-failures");
  }

  /** Whether the results of trials change others, so that these must wait for them. */
  public boolean waitsFor(Sampler sampler) {
    return sampler.learns() || pruner != Pruner.NONE;
  }
}
