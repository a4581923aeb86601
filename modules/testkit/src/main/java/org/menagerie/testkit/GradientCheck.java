package org.menagerie.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Compares a network's gradients with central differences of its loss, in double precision.
 *
 * <p>Every parameter array is checked at up to 12 places; dropout draws the same mask each time.
 */
public final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final double RELATIVE_BOUND = 1e-5;
  // the loss has 16 digits, so its differences over 2e-5 are good to about 1e-11
  private static final double NOISE = 1e-9;
  private static final int PLACES = 12;

  private final ComputationGraph network;
  private final DataSet data;
  private final SplittableRandom random = new SplittableRandom(11);

  private GradientCheck(ComputationGraph network, DataSet data) {
    this.network = network;
    this.data = data;
  }

  /**
   * Asserts a relative error below 1e-5 in every parameter array that is learned.
   *
   * @param network of any precision, without penalties on weights; it stays as it is
   */
  public static void assertRight(ComputationGraph network, DataSet data) {
    ComputationGraph precise = network.convertDataType(DataType.DOUBLE);
    GradientCheck check = new GradientCheck(precise, inDouble(data));
    check.leaveTheStart();
    check.run();
  }

  // biases of 0 sit on symmetries that could hide a wrong gradient
  private void leaveTheStart() {
    for (GraphVertex vertex : network.getVertices()) {
      for (String key : vertex.paramTable(false).keySet()) {
        if (learned(vertex, key)) {
          INDArray parameters = vertex.paramTable(false).get(key);
          for (long i = 0; i < parameters.length(); i++) {
            long[] at = Shape.ind2subC(parameters.shape(), i);
            double shift = 0.2 * random.nextDouble() - 0.1;
            parameters.putScalar(at, parameters.getDouble(at) + shift);
          }
        }
      }
    }
  }

  private void run() {
    network.setInput(0, data.getFeatures());
    network.setLabels(data.getLabels());
    network.setLayerMaskArrays(
        masks(data.getFeaturesMaskArray()), masks(data.getLabelsMaskArray()));
    sameNoise();
    network.computeGradientAndScore();
    INDArray flat = network.gradient().gradient();
    assertThat(flat.dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(flat.norm2Number().doubleValue()).as("norm of the gradient").isGreaterThan(1e-6);
    Map<String, INDArray> gradients = network.gradient().gradientForVariable();
    gradients.replaceAll((name, gradient) -> gradient.dup());
    network.clearLayerMaskArrays();
    for (GraphVertex vertex : network.getVertices()) {
      vertex
          .paramTable(false)
          .forEach(
              (key, parameters) -> {
                if (learned(vertex, key)) {
                  String name = vertex.getVertexName() + "_" + key;
                  check(name, parameters, gradients.get(name));
                }
              });
    }
  }

  // running statistics are stored as parameters that no rule updates
  private static boolean learned(GraphVertex vertex, String key) {
    TrainingConfig config = vertex.getConfig();
    return !(config.getUpdaterByParam(key) instanceof NoOp);
  }

  private void check(String name, INDArray parameters, INDArray gradient) {
    assertThat(gradient).as("gradient of %s", name).isNotNull();
    long batch = data.getFeatures().size(0);
    int places = (int) Math.min(parameters.length(), PLACES);
    for (int i = 0; i < places; i++) {
      long place = places < PLACES ? i : random.nextLong(parameters.length());
      // one number means different elements of 'c' and 'f' ordered arrays
      long[] at = Shape.ind2subC(parameters.shape(), place);
      double numerical = slope(parameters, at);
      double analytic = gradient.getDouble(at) / batch; // it is summed over the batch
      double size = Math.max(Math.abs(numerical), Math.abs(analytic));
      assertThat(Math.abs(numerical - analytic))
          .as(
              "%s%s: numerical %.12g, analytic %.12g",
              name, Arrays.toString(at), numerical, analytic)
          .isLessThanOrEqualTo(RELATIVE_BOUND * size + NOISE);
    }
  }

  private double slope(INDArray parameters, long[] at) {
    double value = parameters.getDouble(at);
    parameters.putScalar(at, value + STEP);
    double above = loss();
    parameters.putScalar(at, value - STEP);
    double below = loss();
    parameters.putScalar(at, value);
    return (above - below) / (2 * STEP);
  }

  private double loss() {
    sameNoise();
    return network.score(data, true);
  }

  private static void sameNoise() {
    Nd4j.getRandom().setSeed(5);
  }

  private static DataSet inDouble(DataSet data) {
    return new DataSet(
        inDouble(data.getFeatures()),
        inDouble(data.getLabels()),
        inDouble(data.getFeaturesMaskArray()),
        inDouble(data.getLabelsMaskArray()));
  }

  private static INDArray inDouble(INDArray array) {
    return array == null ? null : array.castTo(DataType.DOUBLE);
  }

  private static INDArray[] masks(INDArray mask) {
    return mask == null ? null : new INDArray[] {mask};
  }
}
