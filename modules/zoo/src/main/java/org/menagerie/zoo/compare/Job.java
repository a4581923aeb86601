package org.menagerie.zoo.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.menagerie.core.RunFolder;
import org.menagerie.report.comparison.ComparisonConfig;
import org.menagerie.report.comparison.RunExtras;

/**
 * One training that a comparison needs.
 *
 * @param folder of the run; relative until the comparison has a folder
 * @param set options, by key
 * @param work an estimate that tells long trainings from short ones
 */
record Job(
    Path folder,
    String architecture,
    int seed,
    ComparisonConfig.Source data,
    Map<String, String> set,
    double work) {

  Job {
    set = new LinkedHashMap<>(set);
  }

  /** Whether the run has all that a comparison asks of it. */
  boolean done() {
    RunFolder run = new RunFolder(folder);
    return Files.isDirectory(folder) && run.finished() && RunExtras.areIn(run);
  }

  /** The same, with its folder within that of the comparison. */
  Job in(Path comparison) {
    return new Job(comparison.resolve(folder), architecture, seed, data, set, work);
  }
}
