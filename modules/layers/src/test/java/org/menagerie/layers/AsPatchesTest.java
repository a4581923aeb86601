package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AsPatchesTest {
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  @Test
  void aPictureBecomesItsPatchesRowByRow() {
    INDArray images = Nd4j.arange(2 * 4 * 6 * 2).castTo(DataType.FLOAT).reshape(2, 4, 6, 2);
    AsPatches patches = new AsPatches(2, 4, 6, 2);
    INDArray steps = patches.preProcess(images, 2, NONE);
    assertThat(steps.shape()).containsExactly(2, 8, 6);
    // patch 4 is the middle one below: pixels (2, 2), (2, 3), (3, 2), (3, 3)
    assertThat(steps.getFloat(1, 0, 4)).isEqualTo(images.getFloat(1, 2, 2, 0));
    assertThat(steps.getFloat(1, 7, 4)).isEqualTo(images.getFloat(1, 3, 3, 1));
    assertThat(patches.getOutputType(InputType.feedForward(48)))
        .isEqualTo(InputType.recurrent(8, 6));
    assertThat(patches.backprop(steps, 2, NONE)).isEqualTo(images);
  }

  @Test
  void patchesReachOverTheEdgeIntoZerosThatTakeNoGradient() {
    INDArray images = Nd4j.arange(1, 16).castTo(DataType.FLOAT).reshape(1, 3, 5, 1);
    AsPatches patches = new AsPatches(2, 3, 5, 1);
    INDArray steps = patches.preProcess(images, 1, NONE);
    assertThat(steps.shape()).containsExactly(1, 4, 6);
    assertThat(steps.slice(0).getColumn(5).toFloatVector()).containsExactly(15, 0, 0, 0);
    assertThat(patches.backprop(steps.add(0), 1, NONE)).isEqualTo(images);
  }

  @Test
  void picturesOfAnotherFormatOrSizeAreRefused() {
    AsPatches patches = new AsPatches(2, 4, 6, 2);
    InputType steps = InputType.recurrent(8, 6);
    InputType picture = InputType.convolutional(4, 6, 2, CNN2DFormat.NHWC);
    assertThat(patches.getOutputType(picture)).isEqualTo(steps);
    for (InputType other :
        List.of(
            InputType.convolutional(4, 6, 2, CNN2DFormat.NCHW),
            InputType.convolutional(6, 4, 2, CNN2DFormat.NHWC),
            InputType.convolutional(4, 6, 1, CNN2DFormat.NHWC),
            InputType.convolutionalFlat(4, 6, 2),
            InputType.feedForward(47),
            steps)) {
      assertThatThrownBy(() -> patches.getOutputType(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "patches are cut from %s or rows of as many values, was given %s", picture, other);
    }
  }

  @Test
  void patchesOfNothingAreRefused() {
    assertThatThrownBy(() -> new AsPatches(0, 3, 5, 1))
        .hasMessage("side of a patch must be at least 1, was 0");
  }

  @Test
  void picturesOfAnotherSizeAreRefused() {
    assertThatThrownBy(() -> new AsPatches(7, 0, 28, 1))
        .hasMessage("height must be at least 1, was 0");
    assertThatThrownBy(() -> new AsPatches(7, 28, 28, -1))
        .hasMessage("channels must be at least 1, was -1");
    AsPatches patches = new AsPatches(7, 28, 28, 1);
    assertThatThrownBy(() -> patches.preProcess(Nd4j.ones(2, 14, 14, 3), 2, NONE))
        .hasMessage(
            "AsPatches takes examples of shape [28, 28, 1],"
                + " was given a batch of shape [2, 14, 14, 3]");
  }
}
