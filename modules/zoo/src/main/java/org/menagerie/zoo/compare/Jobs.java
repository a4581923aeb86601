package org.menagerie.zoo.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.menagerie.cli.Catalog;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Splits;
import org.menagerie.report.comparison.ComparisonConfig;

/** The trainings of a comparison. */
final class Jobs {
  private Jobs() {}

  /**
   * One for each data set, architecture that takes it, and seed; the longest first, so that no
   * process ends long after the others.
   */
  static List<Job> of(ComparisonConfig config, Entrants entrants, List<Material> material) {
    List<Job> jobs = new ArrayList<>();
    for (Material one : material) {
      Splits splits = one.dataset().prepare(1).splits();
      List<Catalog.Entry> accepting = entrants.accepting(splits.task());
      if (accepting.isEmpty()) {
        throw new InvalidInputException(
            String.format(
                "none of %s takes data such as %s (%s to %s)",
                String.join(", ", entrants.names()),
                one.source().name(),
                splits.task().input(),
                splits.task().target().getClass().getSimpleName()));
      }
      accepting.forEach(entry -> add(jobs, config, entrants, one, entry, splits));
    }
    jobs.sort(Comparator.comparingDouble((Job job) -> -job.work()));
    return jobs;
  }

  private static void add(
      List<Job> jobs,
      ComparisonConfig config,
      Entrants entrants,
      Material material,
      Catalog.Entry entry,
      Splits splits) {
    String name = entry.architecture().name();
    double work = Entrants.work(entry.architecture(), splits);
    for (int seed = 1; seed <= config.seeds(); seed++) {
      Map<String, String> set = entrants.toldTo(entry.architecture());
      set.put("data", material.source().data());
      set.put("seed", Integer.toString(seed));
      Path folder = Path.of(material.source().folder(), ComparisonConfig.runName(name, seed));
      jobs.add(new Job(folder, name, seed, material.source(), set, work));
    }
  }
}
