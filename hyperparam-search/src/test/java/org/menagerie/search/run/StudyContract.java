package org.menagerie.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.junit.jupiter.api.Test;
import org.menagerie.core.InvalidInputException;
import org.menagerie.search.sampler.BayesSampler;
import org.menagerie.search.sampler.GeneticOptions;
import org.menagerie.search.sampler.GeneticSampler;
import org.menagerie.search.sampler.RandomSampler;
import org.menagerie.search.sampler.Sampler;
import org.menagerie.search.study.Database;
import org.menagerie.search.study.Study;
import org.menagerie.search.study.Trial;
import org.menagerie.search.study.Trial.State;

/** What a study owes in any database. */
abstract class StudyContract {
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final Map<String, String> IDENTITY =
      Map.of("space", Sphere.SPACE.description(), "seed", "1");
  private final AtomicInteger names = new AtomicInteger();

  abstract String storage();

  private Database open() {
    return Database.open(storage());
  }

  private Study study(Database database, String name, Duration lease) {
    return Study.open(database, name, IDENTITY, lease);
  }

  private String fresh() {
    return getClass().getSimpleName() + "-" + System.nanoTime() + "-" + names.incrementAndGet();
  }

  private static StudyPlan plan(int trials, int parallel) {
    return plan(trials, parallel, Pruner.NONE, Duration.ZERO);
  }

  private static StudyPlan plan(int trials, int parallel, Pruner pruner, Duration timeout) {
    return new StudyPlan(trials, parallel, 4, pruner, timeout, Duration.ZERO, 5, 1);
  }

  private List<Trial> run(String name, Sampler sampler, Objective objective, StudyPlan plan) {
    try (Database database = open()) {
      Study study = study(database, name, LEASE);
      new StudyRunner(study, Sphere.SPACE, sampler, objective, plan).execute();
      return study.trials();
    }
  }

  @Test
  void fourAtATimeMakeExactlyAsManyTrialsAsWereAskedFor() {
    AtomicInteger calls = new AtomicInteger();
    Objective counting = new Counting(calls);
    List<Trial> trials = run(fresh(), new RandomSampler(Sphere.SPACE, 1), counting, plan(23, 4));
    assertThat(trials).hasSize(23).allMatch(Trial::complete);
    assertThat(calls).hasValue(23);
    assertThat(trials.stream().map(Trial::number))
        .containsExactlyElementsOf(IntStream.range(0, 23).boxed().toList());
  }

  @Test
  void oneAndFourAtATimeMakeTheSameTrials() {
    for (Sampler sampler :
        List.of(
            new BayesSampler(Sphere.SPACE, 1),
            new GeneticSampler(Sphere.SPACE, GeneticOptions.DEFAULTS, 1))) {
      List<Trial> one = run(fresh(), sampler, new Sphere(), plan(20, 1));
      List<Trial> four = run(fresh(), sampler, new Sphere(), plan(20, 4));
      for (int i = 0; i < 20; i++) {
        assertThat(four.get(i).point()).isEqualTo(one.get(i).point());
        assertThat(four.get(i).score()).isEqualTo(one.get(i).score());
      }
    }
  }

  @Test
  void whoDoesNotLearnWaitsForNobody() {
    try (Database database = open()) {
      Study study = study(database, fresh(), LEASE);
      StudyGenerator generator =
          new StudyGenerator(
              study, Sphere.SPACE, new RandomSampler(Sphere.SPACE, 1), true, plan(9, 1));
      List<Integer> begun =
          assertTimeoutPreemptively(
              Duration.ofSeconds(60),
              () ->
                  Stream.generate(generator::getCandidate)
                      .limit(9)
                      .map(Candidate::getIndex)
                      .toList());
      assertThat(begun).containsExactlyElementsOf(IntStream.range(0, 9).boxed().toList());
      assertThat(study.trials()).hasSize(9).noneMatch(Trial::over);
    }
  }

  @Test
  void aStudyGoesOnWhereItWasAndRepeatsNothing() {
    String name = fresh();
    AtomicInteger calls = new AtomicInteger();
    run(name, new BayesSampler(Sphere.SPACE, 1), new Counting(calls), plan(12, 2));
    List<Trial> all =
        run(name, new BayesSampler(Sphere.SPACE, 1), new Counting(calls), plan(20, 2));
    assertThat(calls).hasValue(20);
    List<Trial> atOnce = run(fresh(), new BayesSampler(Sphere.SPACE, 1), new Sphere(), plan(20, 1));
    assertThat(points(all)).isDeepEqualTo(points(atOnce));
  }

  private static double[][] points(List<Trial> trials) {
    return trials.stream().map(Trial::point).toArray(double[][]::new);
  }

  @Test
  void aTrialWhoseLeaseEndedIsGivenOutAgain() throws InterruptedException {
    String name = fresh();
    try (Database database = open()) {
      Study study = study(database, name, Duration.ofMillis(50));
      Trial lost = study.begin(0, new double[] {0.5, 0.5}).orElseThrow();
      Thread.sleep(100);
      Trial again = study.adopt().orElseThrow();
      assertThat(again.number()).isZero();
      assertThat(again.attempt()).isEqualTo(2);
      assertThat(again.point()).isEqualTo(lost.point());
      assertThat(study.end(lost, State.COMPLETE, 7, 1, "")).isFalse();
      assertThat(study.end(again, State.COMPLETE, 3, 1, "")).isTrue();
      assertThat(study.trials().get(0).score()).isEqualTo(3);
    }
  }

  @Test
  void aTrialThatKillsItsWorkersFails() throws InterruptedException {
    try (Database database = open()) {
      Study study = study(database, fresh(), Duration.ofMillis(20));
      study.begin(0, new double[] {0.5, 0.5});
      for (int i = 0; i < 2; i++) {
        Thread.sleep(50);
        assertThat(study.adopt()).isPresent();
      }
      Thread.sleep(50);
      assertThat(study.adopt()).isEmpty();
      assertThat(study.trials().get(0).reason()).isEqualTo("its worker died 3 times");
    }
  }

  @Test
  void twoWorkersNeverBeginTheSameTrial() {
    String name = fresh();
    try (Database one = open();
        Database other = open()) {
      Study first = study(one, name, LEASE);
      Study second = study(other, name, LEASE);
      assertThat(first.begin(0, new double[] {0.5, 0.5})).isPresent();
      assertThat(second.begin(0, new double[] {0.5, 0.5})).isEmpty();
      assertThat(second.adopt()).isEmpty(); // the other lives
    }
  }

  @Test
  void whateverGoesWrongInATrialIsRecordedAndTheStudyGoesOn() {
    Objective failing = new Failing();
    StudyPlan plan = plan(10, 1, Pruner.NONE, Duration.ofMillis(300));
    List<Trial> trials = run(fresh(), new RandomSampler(Sphere.SPACE, 1), failing, plan);
    assertThat(trials).hasSize(10);
    assertThat(trials.stream().map(Trial::reason))
        .contains(
            "IllegalStateException: no such thing",
            "out of memory: Java heap space",
            "ArithmeticException: the score became NaN",
            "not over after 0.3 s",
            "ArithmeticException: the score became NaN in epoch 1");
    assertThat(trials.stream().filter(Trial::complete).count()).isEqualTo(5);
  }

  /** Every second trial goes wrong, each in another way. */
  private static final class Failing implements Objective {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public boolean minimize() {
      return true;
    }

    @Override
    public Outcome run(Map<String, String> values, long seed, Ear ear) {
      switch (calls.getAndIncrement()) {
        case 1 -> throw new IllegalStateException("no such thing\nand more of it");
        case 3 -> throw new OutOfMemoryError("Java heap space");
        case 5 -> {
          return new Outcome(Double.NaN, 1);
        }
        case 9 -> ear.epoch(1, 2, Double.NaN);
        case 7 -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IllegalStateException("nobody waits", e);
          }
        }
        default -> {
          // goes well
        }
      }
      return new Sphere().run(values, seed, ear);
    }
  }

  @Test
  void aRunOfFailuresStopsTheStudyAndSaysWhatTheyShare() {
    Objective never =
        new Objective() {
          @Override
          public boolean minimize() {
            return true;
          }

          @Override
          public Outcome run(Map<String, String> values, long seed, Ear ear) {
            throw new InvalidInputException("dropout must be in [0, 1), was " + values.get("x"));
          }
        };
    String name = fresh();
    for (int attempt = 1; attempt <= 2; attempt++) { // begun again, it tries as many again
      assertThatThrownBy(() -> run(name, new RandomSampler(Sphere.SPACE, 1), never, plan(40, 1)))
          .isInstanceOf(FailureRunException.class)
          .hasMessageContaining("its last 5 trials failed")
          .hasMessageContaining("each with: dropout must be in [0, 1), was 0.");
      try (Database database = open()) {
        assertThat(study(database, name, LEASE).trials()).hasSize(5 * attempt);
      }
    }
  }

  @Test
  void hopelessTrialsArePrunedAlikeWhateverTheNumberOfWorkers() {
    for (Pruner pruner : List.of(Pruner.MEDIAN, Pruner.HALVING)) {
      List<List<State>> states = new ArrayList<>();
      for (int parallel : List.of(1, 4)) {
        StudyPlan plan = plan(30, parallel, pruner, Duration.ZERO);
        List<Trial> trials = run(fresh(), new RandomSampler(Sphere.SPACE, 1), new Slow(), plan);
        states.add(trials.stream().map(Trial::state).toList());
      }
      assertThat(states.get(1)).isEqualTo(states.get(0)).contains(State.PRUNED, State.COMPLETE);
    }
  }

  /** Learns for 27 epochs. */
  private record Slow() implements Objective {
    @Override
    public boolean minimize() {
      return true;
    }

    @Override
    public Outcome run(Map<String, String> values, long seed, Ear ear) {
      double score = 0;
      for (int epoch = 1; epoch <= 27; epoch++) {
        score = Double.parseDouble(values.get("x")) + 1.0 / epoch;
        ear.epoch(epoch, 27, score);
      }
      return new Outcome(score, 27);
    }
  }

  @Test
  void aStudyOfAnotherSpaceIsRefused() {
    String name = fresh();
    try (Database database = open()) {
      study(database, name, LEASE);
      assertThatThrownBy(
              () -> Study.open(database, name, Map.of("space", "z=real:0..1", "seed", "1"), LEASE))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("study " + name + " differs in its space")
          .hasMessageContaining("choose another --study");
    }
  }

  @Test
  void twoHundredTrialsThatCostNothingTakeSeconds() {
    long start = System.nanoTime();
    List<Trial> trials =
        run(fresh(), new RandomSampler(Sphere.SPACE, 1), new Sphere(), plan(200, 1));
    assertThat(trials).hasSize(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    double best = trials.stream().mapToDouble(Trial::score).min().orElseThrow();
    assertThat(best).isLessThan(0.02);
  }

  /** Counts how often it is asked. */
  private record Counting(AtomicInteger calls) implements Objective {
    @Override
    public boolean minimize() {
      return true;
    }

    @Override
    public Outcome run(Map<String, String> values, long seed, Ear ear) {
      calls.incrementAndGet();
      return new Sphere().run(values, seed, ear);
    }
  }
}
