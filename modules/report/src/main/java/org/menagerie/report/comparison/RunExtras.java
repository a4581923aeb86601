package org.menagerie.report.comparison;

import java.io.IOException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Splits;
import org.menagerie.report.cost.Costs;

/** What a comparison wants to know of a run beside what every run records. */
public final class RunExtras {
  private RunExtras() {}

  /**
   * Measures the costs of a trained network, notes the baselines, and writes both to its folder.
   */
  public static void write(RunFolder run, ComputationGraph network, Splits splits)
      throws IOException {
    Costs.measure(run, network, splits.test()).write(run);
    Baseline.of(splits.train()).write(run);
  }

  /** Whether both are there. */
  public static boolean areIn(RunFolder run) {
    return run.has(Baseline.FILE); // written last
  }
}
