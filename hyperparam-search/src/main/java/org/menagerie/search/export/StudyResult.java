package org.menagerie.search.export;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.core.Score;
import org.menagerie.core.Seeds;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.Trial;
import org.menagerie.search.study.Trial.State;

/**
 * A study as it stands.
 *
 * @param study its name
 * @param metric what trials are judged by
 * @param minimize whether less of it is better
 * @param seed the study's own
 * @param terms how it was searched, by name: the objective, fixed options, the pruner and so on
 * @param report where its page is
 * @param best the run of the best configuration, trained again; empty before that is done
 */
public record StudyResult(
    String study,
    String strategy,
    String architecture,
    String dataset,
    String metric,
    boolean minimize,
    SearchSpace space,
    List<Trial> trials,
    long seed,
    Map<String, String> terms,
    String report,
    Optional<BestRun> best) {
  public StudyResult {
    trials = List.copyOf(trials);
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms)); // in their order
  }

  /**
   * The best configuration, trained on training and validation part.
   *
   * @param run its folder
   * @param test its score on the test part
   */
  public record BestRun(String run, Score test) {}

  /** The same with the best configuration's run. */
  public StudyResult with(BestRun run) {
    return new StudyResult(
        study,
        strategy,
        architecture,
        dataset,
        metric,
        minimize,
        space,
        trials,
        seed,
        terms,
        report,
        Optional.of(run));
  }

  /** How many trials ended so. */
  public int count(State state) {
    return (int) trials.stream().filter(trial -> trial.state() == state).count();
  }

  /** How many trials ended in a minute in which some trial ran; NaN where none has ended. */
  public double trialsPerMinute() {
    List<Trial> ended =
        trials.stream()
            .filter(trial -> trial.ended().isPresent())
            .sorted(Comparator.comparingLong(Trial::started))
            .toList();
    long busy = 0;
    long last = Long.MIN_VALUE;
    for (Trial trial : ended) { // a study may have stood still in between
      long end = trial.ended().getAsLong();
      busy += Math.max(0, end - Math.max(last, trial.started()));
      last = Math.max(last, end);
    }
    return ended.isEmpty() ? Double.NaN : ended.size() * 60_000.0 / Math.max(1, busy);
  }

  /** What a trial's weights and the order of its examples are drawn by. */
  public long seed(Trial trial) {
    return Seeds.derive(seed, trial.number());
  }

  /** The trial with the best score. */
  public Optional<Trial> bestTrial() {
    return Study.best(trials, minimize);
  }
}
