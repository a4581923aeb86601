package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Compares a graph's analytic gradients with differences of its score, in double precision.
 *
 * <p>The five-point stencil leaves an error of order h^4, so that a relative bound of 1e-6 holds
 * for gradients as small as 1e-5. A gradient with respect to a layer's input is checked by putting
 * a layer with parameters in front of it. The graph must have neither dropout nor L1 and L2.
 */
public final class GradientCheck {
  private static final double STEP = 1e-4;
  private static final double BOUND = 1e-6;
  // differences of the score below this are rounding noise
  private static final double NOISE = 1e-10;
  private static final int CHECKED_PER_ARRAY = 10;

  private GradientCheck() {}

  /**
   * Asserts a relative error below 1e-6 for every parameter array.
   *
   * @param graph a graph of type DOUBLE
   * @param data a batch with or without masks
   * @param notLearned parameters that no gradient reaches, such as "mean" and "var"
   */
  public static void assertRight(ComputationGraph graph, DataSet data, String... notLearned) {
    assertThat(graph.params().dataType()).isEqualTo(DataType.DOUBLE);
    Set<String> skipped = Set.of(notLearned);
    Map<String, INDArray> analytic = gradients(graph, data);
    Random random = new Random(11);
    graph
        .paramTable()
        .forEach(
            (name, parameters) -> {
              if (!skipped.contains(name.substring(name.lastIndexOf('_') + 1))) {
                check(graph, data, name, parameters, analytic.get(name), random);
              }
            });
  }

  /** The gradients of the score, summed over the batch as Deeplearning4j holds them, detached. */
  public static Map<String, INDArray> gradients(ComputationGraph graph, DataSet data) {
    graph.setInput(0, data.getFeatures());
    graph.setLabels(data.getLabels());
    graph.setLayerMaskArrays(masks(data.getFeaturesMaskArray()), masks(data.getLabelsMaskArray()));
    graph.computeGradientAndScore();
    Map<String, INDArray> result = new LinkedHashMap<>();
    graph.gradient().gradientForVariable().forEach((name, g) -> result.put(name, g.dup()));
    graph.clearLayerMaskArrays();
    return result;
  }

  private static INDArray[] masks(INDArray mask) {
    return mask == null ? null : new INDArray[] {mask};
  }

  private static void check(
      ComputationGraph graph,
      DataSet data,
      String name,
      INDArray parameters,
      INDArray analytic,
      Random random) {
    long batch = data.getFeatures().size(0);
    long length = parameters.length();
    for (int i = 0; i < Math.min(length, CHECKED_PER_ARRAY); i++) {
      long chosen = length <= CHECKED_PER_ARRAY ? i : (long) (random.nextDouble() * length);
      // one number means different elements of 'c' and 'f' ordered arrays
      long[] index = Shape.ind2subC(parameters.shape(), chosen);
      double expected = slope(graph, data, parameters, index);
      double actual = analytic.getDouble(index) / batch;
      double scale = Math.max(Math.abs(expected), Math.abs(actual));
      double error = Math.abs(expected - actual);
      assertThat(error)
          .as(
              "%s%s: numerical %.12g, analytic %.12g",
              name, Arrays.toString(index), expected, actual)
          .isLessThanOrEqualTo(Math.max(BOUND * scale, NOISE));
    }
  }

  /** (f(x-2h) - 8 f(x-h) + 8 f(x+h) - f(x+2h)) / 12h. */
  private static double slope(ComputationGraph graph, DataSet data, INDArray at, long[] index) {
    double value = at.getDouble(index);
    double sum =
        score(graph, data, at, index, value - 2 * STEP)
            - 8 * score(graph, data, at, index, value - STEP)
            + 8 * score(graph, data, at, index, value + STEP)
            - score(graph, data, at, index, value + 2 * STEP);
    at.putScalar(index, value);
    return sum / (12 * STEP);
  }

  private static double score(
      ComputationGraph graph, DataSet data, INDArray at, long[] index, double value) {
    at.putScalar(index, value);
    return graph.score(data, true);
  }
}
