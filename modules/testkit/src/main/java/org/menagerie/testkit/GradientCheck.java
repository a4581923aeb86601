package org.menagerie.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
 * <p>Every parameter array is moved along random directions of -1 and 1, so that every one of its
 * elements counts in every difference; dropout draws the same mask each time.
 */
public final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final double RELATIVE_BOUND = 1e-5;
  // the loss has 16 digits, so its differences over 2e-5 are good to about 1e-11
  private static final double NOISE = 1e-9;
  private static final int DIRECTIONS = 2; // a wrong element may cancel out in one

  private final ComputationGraph network;
  private final DataSet data;
  private final SplittableRandom random = new SplittableRandom(11);

  private GradientCheck(ComputationGraph network, DataSet data) {
    this.network = network;
    this.data = data;
  }

  /**
   * Asserts an error below 1e-5 of its norm in every parameter array's gradient that is learned.
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
    double norm = gradient.norm2Number().doubleValue() / batch; // it is summed over the batch
    for (int i = 0; i < DIRECTIONS; i++) {
      INDArray direction = direction(parameters);
      double numerical = slope(parameters, direction);
      double analytic = gradient.mul(direction).sumNumber().doubleValue() / batch;
      assertThat(Math.abs(numerical - analytic))
          .as("%s: numerical %.12g, analytic %.12g", name, numerical, analytic)
          .isLessThanOrEqualTo(RELATIVE_BOUND * norm + NOISE);
    }
  }

  private INDArray direction(INDArray parameters) {
    INDArray direction = Nd4j.create(DataType.DOUBLE, parameters.shape());
    for (long i = 0; i < direction.length(); i++) {
      direction.putScalar(i, random.nextBoolean() ? 1 : -1);
    }
    return direction;
  }

  private double slope(INDArray parameters, INDArray direction) {
    INDArray start = parameters.dup();
    parameters.addi(direction.mul(STEP));
    double above = loss();
    parameters.assign(start).subi(direction.mul(STEP));
    double below = loss();
    parameters.assign(start);
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
