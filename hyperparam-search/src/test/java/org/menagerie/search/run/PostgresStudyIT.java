package org.menagerie.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.menagerie.search.sampler.RandomSampler;
import org.menagerie.search.study.Database;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.Trial;

/** Studies on a real PostgreSQL server; skipped, with the reason, where there is none. */
class PostgresStudyIT extends StudyContract {
  private static PostgresServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Optional<String> missing = PostgresServer.missing();
    assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElseThrow());
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    if (server != null) {
      server.close();
    }
  }

  @Override
  String storage() {
    return server.url();
  }

  @Test
  void aKilledServerCostsAStudyNothingButTime() throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    try (Database database = Database.open(server.url(), said::add)) {
      Study study =
          Study.open(database, "killed-server", Map.of("seed", "1"), Duration.ofSeconds(30));
      StudyPlan plan = new StudyPlan(40, 2, 4, Pruner.NONE, Duration.ZERO, Duration.ZERO, 5, 1);
      StudyRunner runner =
          new StudyRunner(
              study, Sphere.SPACE, new RandomSampler(Sphere.SPACE, 1), new Unhurried(), plan);
      CompletableFuture<Void> running = CompletableFuture.runAsync(runner::execute);
      while (study.trials().size() < 10) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      server.kill();
      TimeUnit.SECONDS.sleep(2);
      server.up();
      running.get(2, TimeUnit.MINUTES);
      assertThat(said).hasSize(2);
      assertThat(said.get(0)).contains("is away, trying again for 2 minutes: ");
      assertThat(said.get(1)).contains("is back");
      List<Trial> trials = study.trials();
      assertThat(trials).hasSize(40).allMatch(Trial::complete);
    }
  }
}
