package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A training that has diverged is seen to have: NaN comes through where a maximum is taken. */
class DivergenceTest {
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void theScoreOfNanIsNan(DataType type) {
    MultiLayerNetwork network =
        LayerCase.network(
            type, new SoftmaxOutput.Builder().nOut(3).build(), InputType.feedForward(4));
    INDArray x = Graphs.normal(type, 1, 6, 4);
    x.putScalar(2, 1, Double.NaN);
    assertThat(network.score(new DataSet(x, Graphs.oneHot(type, 6, 3)))).isNaN();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void theLargestStepIsNanWhereOneIs(DataType type) {
    MultiLayerNetwork network =
        LayerCase.network(type, new TimePooling(TimePooling.Mode.MAX), LayerCase.STEPS);
    for (int step : new int[] {0, 2, 4}) {
      INDArray x = Graphs.normal(type, 1, 6, 4, 5);
      x.putScalar(new int[] {2, 1, step}, Double.NaN);
      INDArray y = network.output(x);
      assertThat(y.getDouble(2, 1)).as("NaN at step %d", step).isNaN();
      assertThat(y.isNaN().castTo(DataType.INT32).sumNumber().intValue()).isEqualTo(1);
    }
  }

  private static Pooling halved() {
    Pooling.Builder builder = new Pooling.Builder(PoolingType.MAX, 2, 2);
    builder.stride(2, 2);
    return builder.build();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void theLargestPixelIsNanWhereOneIs(DataType type) {
    MultiLayerNetwork network =
        LayerCase.network(type, halved(), InputType.convolutional(4, 4, 2, CNN2DFormat.NHWC));
    for (int pixel = 0; pixel < 4; pixel++) {
      INDArray x = Graphs.normal(type, 1, 6, 4, 4, 2);
      x.putScalar(new int[] {2, pixel / 2, pixel % 2, 0}, Double.NaN);
      INDArray y = network.output(x);
      assertThat(y.getDouble(2, 0, 0, 0)).as("NaN at pixel %d", pixel).isNaN();
      assertThat(y.isNaN().castTo(DataType.INT32).sumNumber().intValue()).isEqualTo(1);
    }
  }
}
