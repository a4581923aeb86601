package org.menagerie.search.command;

import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import org.menagerie.core.InvalidInputException;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.training.TrainingObjective;

/** The run of {@code --from}, which every trial starts from. */
final class EarlierRun {
  private static final int TRIED = 20;

  private EarlierRun() {}

  /**
   * Refuses a run that no trial can start from: neither one with the defaults, or what the space
   * has next to them, nor any of a few drawn from the space.
   */
  static void check(TrainingObjective objective, SearchSpace space) throws IOException {
    if (objective.experiment().config().transfer().from().isEmpty()) {
      return;
    }
    SplittableRandom random = new SplittableRandom(1);
    Map<String, String> values = space.nearest(Spaces.values(objective.experiment()));
    InvalidInputException first = null;
    for (int i = 0; i <= TRIED; i++) {
      try {
        objective.experiment(values, 1).transfer();
        return;
      } catch (InvalidInputException e) {
        first = first == null ? e : first;
        values = space.getValue(random.doubles(space.numParameters()).toArray());
      }
    }
    throw first;
  }
}
