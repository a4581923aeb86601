package org.menagerie.search.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.menagerie.search.sampler.Observation;
import org.menagerie.search.sampler.Sampler;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.Trial;

/**
 * Arbiter's candidates, from a study: those whose workers died first, then new ones of the
 * strategy.
 */
public final class StudyGenerator implements CandidateGenerator {
  /** Trials of small networks take some tens of milliseconds, those of others minutes. */
  private static final long SHORTEST_PAUSE_MILLIS = 2;

  private static final long LONGEST_PAUSE_MILLIS = 100;

  private final Study study;
  private final SearchSpace space;
  private final Sampler sampler;
  private final boolean minimize;
  private final StudyPlan plan;
  private final long until;
  private final int before;
  private volatile boolean stopped;

  StudyGenerator(
      Study study, SearchSpace space, Sampler sampler, boolean minimize, StudyPlan plan) {
    this.study = study;
    this.space = space;
    this.sampler = sampler;
    this.minimize = minimize;
    this.plan = plan;
    this.until =
        plan.timeBudget().isZero()
            ? Long.MAX_VALUE
            : System.nanoTime() + plan.timeBudget().toNanos();
    this.before = study.trials().size();
  }

  /** A candidate with the trial that it is. */
  static final class TrialCandidate extends Candidate<Map<String, String>> {
    private static final long serialVersionUID = 1L;
    private final transient Trial trial;

    TrialCandidate(Map<String, String> values, Trial trial) {
      super(values, trial.number(), trial.point());
      this.trial = trial;
    }

    Trial trial() {
      return trial;
    }
  }

  /** Ends it: there are no more candidates. */
  void stop() {
    stopped = true;
  }

  @Override
  public boolean hasMoreCandidates() {
    return !stopped && !overBudget() && !complete(study.trials());
  }

  /** Waits for a trial to begin; null where there are no more. */
  @Override
  public Candidate<Map<String, String>> getCandidate() {
    long pause = SHORTEST_PAUSE_MILLIS;
    while (!stopped) {
      List<Trial> trials;
      Optional<Trial> trial;
      synchronized (this) { // two threads would work out the same suggestion
        trials = study.trials();
        if (overBudget() || complete(trials)) {
          return null;
        }
        stopAfterFailures(trials);
        trial = next(trials);
      }
      if (trial.isPresent()) {
        return new TrialCandidate(space.getValue(trial.get().point()), trial.get());
      }
      if (mustWait(trials)) {
        pause(pause);
        pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
      }
    }
    return null;
  }

  /** A trial that is this worker's; empty where others run, or others were first. */
  private Optional<Trial> next(List<Trial> trials) {
    if (trials.stream().anyMatch(trial -> !trial.over())) {
      Optional<Trial> adopted = study.adopt();
      if (adopted.isPresent()) {
        return adopted;
      }
    }
    return mustWait(trials) ? Optional.empty() : study.begin(trials.size(), suggest(trials));
  }

  /** Whether the next trial has to know a result that is not there yet, or is not wanted. */
  private boolean mustWait(List<Trial> trials) {
    int settled = plan.waitsFor(sampler) ? trials.size() - plan.window() + 1 : 0;
    return trials.size() >= target()
        || !trials.stream().limit(Math.max(0, settled)).allMatch(Trial::over);
  }

  private double[] suggest(List<Trial> trials) {
    return sampler.next(known(trials));
  }

  /** The history as a suggestion may know it: of the last few trials, only where they are. */
  private List<Observation> known(List<Trial> trials) {
    int settled = trials.size() - plan.window() + 1;
    List<Observation> history = new ArrayList<>();
    for (Trial trial : trials) {
      history.add(
          trial.number() < settled
              ? trial.observation(minimize)
              : Observation.pending(trial.point()));
    }
    return history;
  }

  // a study that had stopped so, and is begun again, shall try as many again
  private void stopAfterFailures(List<Trial> trials) {
    List<Trial> over = trials.stream().skip(before).filter(Trial::over).toList();
    if (over.size() < plan.failures()) {
      return;
    }
    List<Trial> last = over.subList(over.size() - plan.failures(), over.size());
    if (last.stream().allMatch(trial -> trial.state() == Trial.State.FAILED)) {
      stop();
      throw new FailureRunException(last, space);
    }
  }

  private boolean complete(List<Trial> trials) {
    return trials.size() >= target() && trials.stream().allMatch(Trial::over);
  }

  private int target() {
    return (int) Math.min(plan.trials(), sampler.size());
  }

  private boolean overBudget() {
    return System.nanoTime() >= until;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void reportResults(OptimizationResult result) {
    // the study knows already: the saver wrote it
  }

  @Override
  public ParameterSpace<?> getParameterSpace() {
    return space;
  }

  @Override
  public void setRngSeed(long seed) {
    // the strategy has its own
  }

  @Override
  public Class<?> getCandidateType() {
    return Map.class;
  }
}
