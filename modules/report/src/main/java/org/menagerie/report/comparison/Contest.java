package org.menagerie.report.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.report.RunSummary;
import org.menagerie.report.statistics.PairedTest;

/**
 * Architectures on one data set.
 *
 * @param seeds trainings of each architecture
 * @param standings the leaderboard: first those whose trainings all finished, by the mean of the
 *     deciding figure, then by the second figure, fewer parameters and name; then those with some
 *     failures; last those that never finished
 */
public record Contest(
    ComparisonConfig.Source data, int seeds, Measure measure, List<Standing> standings) {
  /** Differences with a smaller adjusted p are called significant. */
  public static final double LEVEL = 0.05;

  /** A contest with its own copy of the leaderboard. */
  public Contest {
    standings = List.copyOf(standings);
  }

  /** Two architectures, by their differences on the same splits. */
  public record Pair(Contender one, Contender other, PairedTest test, double adjusted) {
    /** Whether chance is an unlikely reason for the difference. */
    public boolean significant() {
      return adjusted < LEVEL;
    }
  }

  /** Reads the runs of one data set. */
  static Contest read(Path folder, ComparisonConfig config, ComparisonConfig.Source data)
      throws IOException {
    List<Contender> contenders = new ArrayList<>();
    for (String architecture : config.architectures()) {
      List<Attempt> attempts = new ArrayList<>();
      for (int seed = 1; seed <= config.seeds(); seed++) {
        Path run =
            folder.resolve(data.folder()).resolve(ComparisonConfig.runName(architecture, seed));
        attempts.add(Attempt.read(run, seed));
      }
      boolean refused =
          attempts.stream().allMatch(a -> a instanceof Attempt.Failed f && f.refused());
      if (!refused) {
        contenders.add(Contender.of(architecture, attempts));
      }
    }
    return of(data, config.seeds(), contenders);
  }

  static Contest of(ComparisonConfig.Source data, int seeds, List<Contender> architectures) {
    List<Contender> all = new ArrayList<>(architectures);
    all.addAll(Baselines.of(architectures));
    Measure measure =
        all.stream()
            .flatMap(c -> c.scores().values().stream())
            .findFirst()
            .map(Measure::of)
            .orElse(Measure.ACCURACY);
    List<Standing> unranked =
        all.stream().map(c -> Standing.of(0, c, measure)).sorted(order(measure, seeds)).toList();
    List<Standing> ranked =
        IntStream.range(0, unranked.size())
            .mapToObj(
                i ->
                    Standing.of(
                        unranked.get(i).ranked() ? i + 1 : 0, unranked.get(i).contender(), measure))
            .toList();
    return new Contest(data, seeds, measure, ranked);
  }

  private static Comparator<Standing> order(Measure measure, int seeds) {
    return Comparator.comparing((Standing s) -> !s.ranked())
        .thenComparing(s -> s.contender().scores().size() < seeds)
        .thenComparing(s -> measure.cost(s.mean()))
        .thenComparing(s -> measure.cost(s.second()))
        .thenComparing(Standing::parameters)
        .thenComparing(s -> s.contender().name());
  }

  /** Architectures with a finished training, best first. */
  public List<Standing> networks() {
    return standings.stream().filter(s -> !s.contender().baseline() && s.ranked()).toList();
  }

  /** The best architecture. */
  public Optional<Standing> best() {
    return networks().stream().findFirst();
  }

  /** The best of what takes no learning, where the best architecture is not better than it. */
  public Optional<Standing> unbeaten() {
    return standings.stream()
        .filter(s -> s.contender().baseline())
        .findFirst()
        .filter(
            s -> best().map(b -> measure.cost(s.mean()) <= measure.cost(b.mean())).orElse(false));
  }

  /** Architectures that were trained, whether they finished or not. */
  public int entered() {
    return (int) standings.stream().filter(s -> !s.contender().baseline()).count();
  }

  /** Any finished training. */
  public Optional<Attempt.Finished> anyRun() {
    return finished().findFirst();
  }

  /** All finished trainings, architecture by architecture. */
  public Stream<Attempt.Finished> finished() {
    return networks().stream().flatMap(s -> s.contender().finished().stream());
  }

  /** Whether all seeds share one test part: then only weights and order differ. */
  public boolean fixedTestPart() {
    return finished()
            .map(attempt -> List.copyOf(attempt.results().predictions().keys()))
            .distinct()
            .limit(2)
            .count()
        < 2;
  }

  /**
   * Each architecture against each that stands below it, by the corrected resampled t-test, with
   * Holm's adjustment over all pairs; on the seeds that both finished.
   */
  public List<Pair> pairs() {
    List<Standing> networks = networks();
    List<Contender> ones = new ArrayList<>();
    List<Contender> others = new ArrayList<>();
    List<PairedTest> tests = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      for (int j = i + 1; j < networks.size(); j++) {
        ones.add(networks.get(i).contender());
        others.add(networks.get(j).contender());
        tests.add(test(networks.get(i).contender(), networks.get(j).contender()));
      }
    }
    List<Double> adjusted = PairedTest.holm(tests.stream().map(PairedTest::p).toList());
    return IntStream.range(0, tests.size())
        .mapToObj(i -> new Pair(ones.get(i), others.get(i), tests.get(i), adjusted.get(i)))
        .toList();
  }

  private PairedTest test(Contender one, Contender other) {
    double[] differences =
        one.scores().keySet().stream()
            .filter(other.scores()::containsKey)
            .mapToDouble(
                seed ->
                    measure.value(one.scores().get(seed)) - measure.value(other.scores().get(seed)))
            .toArray();
    return PairedTest.corrected(differences, testShare());
  }

  /** Size of the test part over that of the training part. */
  public double testShare() {
    RunSummary.Counts counts = anyRun().orElseThrow().results().summary().examples();
    return (double) counts.test() / counts.train();
  }
}
