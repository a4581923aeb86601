package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

class FastL2Test {
  private static final Regularization STOCK = new L2Regularization(0.03);
  private static final Regularization OURS = new FastL2(0.03);

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void equalsDeeplearning4jOnViewsOfAnyOrder(DataType type) {
    INDArray flat = Graphs.normal(type, 1, 1, 200);
    INDArray part = flat.get(NDArrayIndex.point(0), NDArrayIndex.interval(17, 137));
    for (INDArray parameters :
        List.of(
            part.reshape('c', 8, 15),
            part.reshape('f', 8, 15),
            part.reshape('c', 8, 15).transpose(),
            part.reshape('c', 2, 4, 15).permute(0, 2, 1),
            part.reshape('c', 8, 15).get(NDArrayIndex.all(), NDArrayIndex.interval(3, 9)))) {
      assertThat(OURS.score(parameters, 0, 0))
          .isCloseTo(STOCK.score(parameters, 0, 0), within(1e-6));
      for (char order : new char[] {'c', 'f'}) {
        INDArray ours = Graphs.normal(type, 2, parameters.shape()).dup(order);
        INDArray stock = ours.dup();
        OURS.apply(parameters, ours, 0.1, 0, 0);
        STOCK.apply(parameters, stock, 0.1, 0, 0);
        Near.assertNear(ours, stock, 1e-6, "gradient");
      }
    }
  }

  @Test
  void survivesJsonAndCloning() {
    assertThat(OURS.clone()).isEqualTo(OURS).isInstanceOf(FastL2.class);
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .regularization(List.of(OURS))
            .graphBuilder()
            .addInputs("in")
            .addLayer("out", new SoftmaxOutput.Builder().nIn(3).nOut(2).build(), "in")
            .setOutputs("out")
            .build();
    assertThat(ComputationGraphConfiguration.fromJson(configuration.toJson()))
        .isEqualTo(configuration);
  }
}
