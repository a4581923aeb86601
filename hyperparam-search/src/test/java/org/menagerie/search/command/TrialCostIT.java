package org.menagerie.search.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.cli.Catalog;
import org.menagerie.cli.Experiment;
import org.menagerie.core.Backend;
import org.menagerie.core.Family;
import org.menagerie.core.Seeds;
import org.menagerie.search.run.Pruner;
import org.menagerie.search.run.StudyPlan;
import org.menagerie.search.run.StudyRunner;
import org.menagerie.search.sampler.BayesSampler;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.study.Database;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.Trial;
import org.menagerie.search.training.Metric;
import org.menagerie.search.training.TrainingObjective;

/** What a search adds to the trainings that it makes: suggesting, giving out, recording. */
class TrialCostIT {
  private static final int TRIALS = 8;
  private static final int ROUNDS = 2;

  @TempDir private Path folder;

  @Test
  void aTrialOfIrisCostsAtMostAFifthMoreThanItsPlainTraining() {
    Backend.start(1);
    Map<String, String> changes = new HashMap<>(Map.of("data", "iris"));
    Experiment iris = Experiment.of(new Catalog(Family.all()).find("mlp"), changes, 1);
    SearchSpace space = Spaces.of(iris, List.of(), Map.of(), true);
    TrainingObjective objective = new TrainingObjective(iris, Map.of(), Metric.ACCURACY, false, 1);
    double ratio = Double.POSITIVE_INFINITY; // other work on the machine only ever adds to it
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      List<Trial> trials = study(objective, space, "round-" + round);
      double searched = System.nanoTime() - start;
      start = System.nanoTime();
      for (Trial trial : trials) {
        long seed = Seeds.derive(1, trial.number());
        objective.run(space.getValue(trial.point()), seed, (number, epochs, score) -> {});
      }
      ratio = Math.min(ratio, searched / (System.nanoTime() - start));
    }
    System.out.printf("a trial costs %.3f times its plain training%n", ratio);
    assertThat(ratio).isLessThan(1.2);
  }

  private List<Trial> study(TrainingObjective objective, SearchSpace space, String name) {
    StudyPlan plan = new StudyPlan(TRIALS, 1, 4, Pruner.NONE, Duration.ZERO, Duration.ZERO, 5, 1);
    try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("studies.db"))) {
      Study study = Study.open(database, name, Map.of(), Duration.ofMinutes(1));
      new StudyRunner(study, space, new BayesSampler(space, 1), objective, plan).execute();
      return study.trials();
    }
  }
}
