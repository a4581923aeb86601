package org.menagerie.report.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.core.RunFolder;
import org.menagerie.report.statistics.RankTest;

/**
 * Architectures on one data set or on several.
 *
 * @param contests one for each data set
 */
public record Comparison(RunFolder folder, ComparisonConfig config, List<Contest> contests) {

  /** A comparison with its own copy of the list. */
  public Comparison {
    contests = List.copyOf(contests);
  }

  /** Reads a comparison's folder; runs that are not finished count as failed, with the reason. */
  public static Comparison read(Path folder) throws IOException {
    ComparisonConfig config = ComparisonConfig.read(folder);
    List<Contest> contests = new ArrayList<>();
    for (ComparisonConfig.Source data : config.data()) {
      contests.add(Contest.read(folder, config, data));
    }
    return new Comparison(new RunFolder(folder), config, contests);
  }

  /** Whether some training finished. */
  public boolean anyFinished() {
    return contests.stream().anyMatch(contest -> contest.anyRun().isPresent());
  }

  /**
   * The mean ranks over the data sets, of the architectures that finished on all of them.
   *
   * @param architectures in the order in which they were asked for, like the test's mean ranks
   */
  public record Ranks(List<String> architectures, RankTest test) {
    /** The architectures by their mean ranks. */
    List<String> bestFirst() {
      return IntStream.range(0, architectures.size())
          .boxed()
          .sorted(Comparator.comparing(i -> test.meanRanks().get(i)))
          .map(architectures::get)
          .toList();
    }
  }

  /** Ranks over several data sets; none where there are too few of either. */
  public Optional<Ranks> ranks() {
    List<String> names =
        config.architectures().stream()
            .filter(name -> contests.stream().allMatch(contest -> mean(contest, name) != null))
            .toList();
    if (contests.size() < 2 || names.size() < 2 || names.size() > RankTest.MOST_METHODS) {
      return Optional.empty();
    }
    double[][] figures = new double[contests.size()][names.size()];
    for (int d = 0; d < figures.length; d++) {
      for (int a = 0; a < names.size(); a++) {
        figures[d][a] = contests.get(d).measure().cost(mean(contests.get(d), names.get(a)));
      }
    }
    return Optional.of(new Ranks(names, RankTest.of(figures)));
  }

  private static Double mean(Contest contest, String architecture) {
    return contest.networks().stream()
        .filter(standing -> standing.contender().name().equals(architecture))
        .findFirst()
        .map(Standing::mean)
        .orElse(null);
  }
}
