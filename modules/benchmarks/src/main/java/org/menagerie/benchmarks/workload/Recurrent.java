package org.menagerie.benchmarks.workload;

import static org.menagerie.benchmarks.workload.Sizes.positive;

/**
 * One LSTM layer, its outputs averaged over time.
 *
 * @param bidirectional reads in both directions and concatenates
 * @param features numbers at a time step
 * @param hidden units of one direction
 * @param steps time steps
 * @param batch examples in a batch
 */
public record Recurrent(boolean bidirectional, int features, int hidden, int steps, int batch)
    implements Workload {

  /** Checks the sizes. */
  public Recurrent {
    positive(features, "features");
    positive(hidden, "hidden");
    positive(steps, "steps");
    positive(batch, "batch");
  }

  @Override
  public int classes() {
    return TEN_CLASSES;
  }

  @Override
  public int[] exampleShape() {
    return new int[] {steps, features};
  }

  @Override
  public String title() {
    String name = bidirectional ? "Bidirectional LSTM " : "LSTM ";
    return name + hidden + ", " + features + " inputs, T " + steps + ", batch " + batch;
  }

  @Override
  public Recurrent withBatch(int examples) {
    return new Recurrent(bidirectional, features, hidden, steps, examples);
  }

  /** Returns the same network fed with sequences of another length. */
  public Recurrent withSteps(int length) {
    return new Recurrent(bidirectional, features, hidden, length, batch);
  }

  /** Returns the same kind of network with another number of units. */
  public Recurrent withHidden(int units) {
    return new Recurrent(bidirectional, features, units, steps, batch);
  }
}
