package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AsStepsTest {
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  @Test
  void anImageBecomesItsRowsInTime() {
    INDArray images = Nd4j.arange(2 * 3 * 4 * 2).castTo(DataType.FLOAT).reshape(2, 3, 4, 2);
    AsSteps rows = new AsSteps(8, 3, 4, 2);
    INDArray steps = rows.preProcess(images, 2, NONE);
    assertThat(steps.shape()).containsExactly(2, 8, 3);
    assertThat(steps.getFloat(1, 5, 2)).isEqualTo(images.getFloat(1, 2, 2, 1));
    assertThat(rows.getOutputType(InputType.feedForward(24))).isEqualTo(InputType.recurrent(8, 3));
    assertThat(rows.backprop(steps, 2, NONE)).isEqualTo(images);
  }

  @Test
  void theLastStepIsFilledUpWithZerosThatTakeNoGradient() {
    INDArray rows = Nd4j.create(new float[][] {{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}});
    AsSteps pairs = new AsSteps(2, 5);
    INDArray steps = pairs.preProcess(rows, 2, NONE);
    assertThat(steps.slice(0)).isEqualTo(Nd4j.create(new float[][] {{1, 3, 5}, {2, 4, 0}}));
    assertThat(pairs.backprop(steps.add(0), 2, NONE)).isEqualTo(rows);
  }

  @Test
  void stepsOfNothingAreRefused() {
    assertThatThrownBy(() -> new AsSteps(0, 5))
        .hasMessage("features of a step must be at least 1, was 0");
  }

  @Test
  void shapesThatNoExampleHasAreRefused() {
    for (long[] shape : new long[][] {{}, {-28, 28}, {28, 0}}) {
      assertThatThrownBy(() -> new AsSteps(7, shape))
          .hasMessage(
              "shape of an example must be sizes of at least 1, was " + Arrays.toString(shape));
    }
  }

  @Test
  void examplesOfAnotherSizeAreRefused() {
    AsSteps rows = new AsSteps(28, 28, 28);
    assertThat(rows.getOutputType(InputType.convolutional(28, 28, 1, CNN2DFormat.NHWC)))
        .isEqualTo(rows.getOutputType(InputType.convolutionalFlat(28, 28, 1)))
        .isEqualTo(InputType.recurrent(28, 28));
    InputType smaller = InputType.convolutional(14, 14, 3, CNN2DFormat.NHWC);
    assertThatThrownBy(() -> rows.getOutputType(smaller))
        .hasMessage(
            "AsSteps takes examples of shape [28, 28] or rows of as many values, was given "
                + smaller);
    assertThatThrownBy(() -> rows.preProcess(Nd4j.ones(2, 14, 14, 3), 2, NONE))
        .hasMessage(
            "AsSteps takes examples of shape [28, 28], was given a batch of shape [2, 14, 14, 3]");
  }
}
