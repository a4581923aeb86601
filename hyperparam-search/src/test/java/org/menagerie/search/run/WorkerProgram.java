package org.menagerie.search.run;

import java.time.Duration;
import java.util.Map;
import org.menagerie.search.sampler.RandomSampler;
import org.menagerie.search.study.Database;
import org.menagerie.search.study.Study;

/** A process that works on a study of 40 trials, to be killed. */
final class WorkerProgram {
  static final int TRIALS = 40;

  private WorkerProgram() {}

  static Study study(Database database) {
    return Study.open(database, "killed", Map.of("seed", "1"), Duration.ofSeconds(60));
  }

  public static void main(String[] args) {
    try (Database database = Database.open(args[0])) {
      StudyPlan plan = new StudyPlan(TRIALS, 1, 4, Pruner.NONE, Duration.ZERO, Duration.ZERO, 5, 1);
      new StudyRunner(
              study(database),
              Sphere.SPACE,
              new RandomSampler(Sphere.SPACE, 1),
              new Unhurried(),
              plan)
          .execute();
    }
  }
}
