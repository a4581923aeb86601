package org.menagerie.report.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Score;
import org.menagerie.report.cost.Costs;
import org.menagerie.report.run.RunResults;

/** One training of a comparison. */
public sealed interface Attempt {
  /** The file in a run's folder that says why it failed. */
  String FAILURE = "failure.txt";

  /** Decides split, weights and order. */
  int seed();

  /** A training that came to its end. */
  record Finished(int seed, RunResults results, Optional<Costs> costs, Optional<Baseline> baseline)
      implements Attempt {
    /** On the test part. */
    public Score score() {
      return results.summary().test();
    }
  }

  /** A training that did not. */
  record Failed(int seed, String reason) implements Attempt {
    private static final String REFUSED = "not trained";
    private static final String WAITING = "not begun";

    /**
     * Whether it is none of the comparison's trainings: the architecture does not take the data.
     */
    boolean refused() {
      return reason.equals(REFUSED);
    }

    /** Whether the comparison ended before it. */
    boolean waiting() {
      return reason.equals(WAITING);
    }
  }

  /**
   * What a run's folder says; {@link Failed} with a reason where it is not finished. A comparison
   * makes the folders of all its trainings before the first one begins.
   */
  static Attempt read(Path folder, int seed) throws IOException {
    Path failure = folder.resolve(FAILURE);
    if (Files.isRegularFile(failure)) {
      return new Failed(seed, Files.readString(failure).strip());
    }
    if (!Files.isDirectory(folder)) {
      return new Failed(seed, Failed.REFUSED);
    }
    RunFolder run = new RunFolder(folder);
    if (run.finished()) {
      return new Finished(seed, RunResults.read(run), Costs.read(run), Baseline.read(run));
    }
    return new Failed(seed, run.has(RunFolder.CONFIG) ? "not finished" : Failed.WAITING);
  }

  /** Notes in a run's folder why it failed. */
  static void fail(Path folder, String reason) throws IOException {
    new RunFolder(folder)
        .write(FAILURE, out -> out.write((reason + "\n").getBytes(StandardCharsets.UTF_8)));
  }
}
