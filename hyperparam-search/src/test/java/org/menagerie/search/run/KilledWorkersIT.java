package org.menagerie.search.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.search.study.Database;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.Trial;

/** Workers are killed in the middle of a study of 40 trials. */
class KilledWorkersIT {
  @TempDir private Path folder;

  private Process worker(String url) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerProgram.class.getName(),
            url)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("worker.log").toFile())
        .start();
  }

  private static void await(Study study, int trials) throws InterruptedException {
    while (study.trials().size() < trials) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void fortyTrialsEndOnceWhoeverDies() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("studies.db");
    try (Database database = Database.open(url)) {
      Study study = WorkerProgram.study(database);
      Process first = worker(url);
      Process second = worker(url);
      await(study, 8);
      first.destroyForcibly().waitFor();
      await(study, 16); // the other took over what the first had
      second.destroyForcibly().waitFor();
      assertThat(study.trials().size()).isLessThan(WorkerProgram.TRIALS);
      Process third = worker(url);
      assertThat(third.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(third.exitValue()).isZero();
      List<Trial> trials = study.trials();
      assertThat(trials).hasSize(WorkerProgram.TRIALS).allMatch(Trial::complete);
      assertThat(trials.stream().filter(trial -> trial.attempt() > 1)).isNotEmpty();
    }
  }
}
