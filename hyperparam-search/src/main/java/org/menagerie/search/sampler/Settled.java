package org.menagerie.search.sampler;

import java.util.List;
import org.menagerie.search.sampler.Observation.State;
import org.menagerie.search.space.SearchSpace;

/** Whether a search has come to rest: it stays beside its best trial, and gains nothing by it. */
final class Settled {
  private static final int LAST = 8;
  private static final int STAYED = 6;
  private static final double NEAR = 0.1;

  // of the way from the median to the best
  private static final double GAIN = 2e-5;

  private Settled() {}

  /** The trial, from 0, at which the search last began again. */
  static int restart(SearchSpace space, List<Observation> history, int startup) {
    int begun = 0;
    for (int end = startup + LAST; end <= history.size(); end++) {
      if (end - begun >= startup + LAST && settled(space, history.subList(begun, end))) {
        begun = end;
      }
    }
    return begun;
  }

  private static boolean settled(SearchSpace space, List<Observation> trials) {
    if (!trials.get(trials.size() - 1).is(State.COMPLETE)) {
      return false; // judged when the last has ended
    }
    List<Observation> before = trials.subList(0, trials.size() - LAST);
    List<Observation> last = trials.subList(trials.size() - LAST, trials.size());
    Observation best = best(trials);
    double[] losses =
        trials.stream()
            .filter(o -> o.is(State.COMPLETE))
            .mapToDouble(Observation::loss)
            .sorted()
            .toArray();
    double way = losses[losses.length / 2] - losses[0];
    Observation earlier = best(before);
    if (earlier == null || earlier.loss() - best.loss() > GAIN * way) {
      return false;
    }
    double[] place = space.canonical(best.point());
    return last.stream().filter(o -> near(space.canonical(o.point()), place)).count() >= STAYED;
  }

  private static Observation best(List<Observation> trials) {
    Observation best = null;
    for (Observation trial : trials) {
      if (trial.is(State.COMPLETE) && (best == null || trial.loss() < best.loss())) {
        best = trial;
      }
    }
    return best;
  }

  private static boolean near(double[] point, double[] other) {
    for (int i = 0; i < point.length; i++) {
      boolean together = Double.isNaN(point[i]) == Double.isNaN(other[i]);
      if (!together || Math.abs(point[i] - other[i]) > NEAR) {
        return false;
      }
    }
    return true;
  }
}
