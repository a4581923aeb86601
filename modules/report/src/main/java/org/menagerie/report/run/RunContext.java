package org.menagerie.report.run;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Splits;
import org.menagerie.data.Encoder;
import org.menagerie.data.ExampleView;

/**
 * A finished run with its data and its network: all that a section of its page may need.
 *
 * @param network of the best epoch
 * @param splits the parts that it was trained, validated and tested on
 */
public record RunContext(
    RunResults results, ComputationGraph network, Encoder encoder, Splits splits) {

  /** The architecture's name. */
  public String architecture() {
    return results.summary().provenance().architecture();
  }

  /** An example of the test part as people see it. */
  public ExampleView view(int row) {
    return encoder.view(splits.test().batch(new int[] {row}));
  }

  /** What a test example is called: "line 17". */
  public String name(int row) {
    return splits.test().keyName() + " " + splits.test().key(row);
  }
}
