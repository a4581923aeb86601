package org.menagerie.benchmarks.workload;

import static org.menagerie.benchmarks.workload.Sizes.positive;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A multilayer perceptron.
 *
 * @param inputs features of an example
 * @param hidden units of each hidden layer
 * @param classes units of the softmax head
 * @param smooth tanh between the layers, otherwise ReLU
 * @param batch examples in a batch
 */
public record Mlp(int inputs, List<Integer> hidden, int classes, boolean smooth, int batch)
    implements Workload {

  /** Checks the sizes. */
  public Mlp {
    positive(inputs, "inputs");
    positive(classes, "classes");
    positive(batch, "batch");
    hidden = List.copyOf(hidden);
    hidden.forEach(units -> positive(units, "hidden units"));
  }

  @Override
  public int[] exampleShape() {
    return new int[] {inputs};
  }

  @Override
  public String title() {
    String layers = hidden.stream().map(units -> units + "-").collect(Collectors.joining());
    return "MLP " + inputs + "-" + layers + classes + ", batch " + batch;
  }

  @Override
  public Mlp withBatch(int examples) {
    return new Mlp(inputs, hidden, classes, smooth, examples);
  }
}
