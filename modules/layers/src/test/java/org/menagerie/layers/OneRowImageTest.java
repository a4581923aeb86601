package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OneRowImageTest {
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  @Test
  void stepsAreTheColumnsAndFeaturesTheChannels() {
    INDArray steps = Nd4j.rand(DataType.FLOAT, 2, 3, 5);
    INDArray image = OneRowImage.ofSteps(5).preProcess(steps, 2, NONE);
    assertThat(image.shape()).containsExactly(2, 1, 5, 3);
    assertThat(image.getFloat(1, 0, 4, 2)).isEqualTo(steps.getFloat(1, 2, 4));
    assertThat(OneRowImage.ofSteps(5).getOutputType(InputType.recurrent(3, 5)))
        .isEqualTo(InputType.convolutional(1, 5, 3, CNN2DFormat.NHWC));
  }

  @Test
  void featuresAreTheColumnsOfOneChannel() {
    INDArray features = Nd4j.rand(DataType.FLOAT, 2, 3);
    INDArray image = OneRowImage.ofFeatures().preProcess(features, 2, NONE);
    assertThat(image.shape()).containsExactly(2, 1, 3, 1);
    assertThat(image.getFloat(1, 0, 2, 0)).isEqualTo(features.getFloat(1, 2));
  }

  @Test
  void theGradientGoesTheWayBack() {
    INDArray steps = Nd4j.rand(DataType.FLOAT, 2, 3, 5);
    INDArray features = Nd4j.rand(DataType.FLOAT, 2, 3);
    assertThat(thereAndBack(OneRowImage.ofSteps(5), steps)).isEqualTo(steps);
    assertThat(thereAndBack(OneRowImage.ofFeatures(), features)).isEqualTo(features);
  }

  @Test
  void aShortBatchIsPaddedWithZeros() {
    INDArray steps = Nd4j.rand(DataType.FLOAT, 2, 3, 4);
    INDArray image = OneRowImage.ofSteps(5).preProcess(steps, 2, NONE);
    assertThat(image.shape()).containsExactly(2, 1, 5, 3);
    assertThat(image.getFloat(1, 0, 3, 2)).isEqualTo(steps.getFloat(1, 2, 3));
    assertThat(image.getFloat(1, 0, 4, 2)).isZero();
    assertThat(thereAndBack(OneRowImage.ofSteps(5), steps)).isEqualTo(steps);
  }

  @Test
  void anotherRankIsRefused() {
    assertThatThrownBy(
            () -> OneRowImage.ofSteps(5).preProcess(Nd4j.ones(DataType.FLOAT, 2, 3), 2, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input must be [batch, features, steps], was [2, 3]");
  }

  @Test
  void moreStepsThanColumnsAreRefused() {
    assertThatThrownBy(
            () -> OneRowImage.ofSteps(5).preProcess(Nd4j.ones(DataType.FLOAT, 2, 3, 6), 2, NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps must be at most 5, were 6");
  }

  private static INDArray thereAndBack(OneRowImage reader, INDArray input) {
    return reader.backprop(reader.preProcess(input, 2, NONE), 2, NONE);
  }
}
