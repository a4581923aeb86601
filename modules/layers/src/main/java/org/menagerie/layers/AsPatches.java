package org.menagerie.layers;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Reads pictures as sequences of square patches (Dosovitskiy et al., 2021).
 *
 * <p>[n, height, width, channels] to [n, side x side x channels, patches], the patches from left to
 * right and from top to bottom. What lies outside of the picture is 0.
 */
public final class AsPatches implements InputPreProcessor {
  private static final long serialVersionUID = 1L;

  @JsonProperty private final long side;
  @JsonProperty private final long height;
  @JsonProperty private final long width;
  @JsonProperty private final long channels;

  /** For pictures of this size; {@code side} pixels are one side of a patch. */
  public AsPatches(
      @JsonProperty("side") long side,
      @JsonProperty("height") long height,
      @JsonProperty("width") long width,
      @JsonProperty("channels") long channels) {
    this.side = Checks.atLeast(side, 1, "side of a patch");
    this.height = Checks.atLeast(height, 1, "height");
    this.width = Checks.atLeast(width, 1, "width");
    this.channels = Checks.atLeast(channels, 1, "channels");
  }

  @Override
  public INDArray preProcess(INDArray input, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    Inputs.requireValues("AsPatches", input, height, width, channels);
    long n = input.size(0);
    INDArray filled = input.reshape('c', n, height, width, channels);
    if (rows() * side != height || columns() * side != width) {
      INDArray whole = Nd4j.zeros(input.dataType(), n, rows() * side, columns() * side, channels);
      whole.get(picture()).assign(filled);
      filled = whole;
    }
    // [n, rows, side, columns, side, channels] -> [n, rows, columns, side, side, channels]
    INDArray patches =
        filled.reshape('c', n, rows(), side, columns(), side, channels).permute(0, 1, 3, 2, 4, 5);
    return workspaces
        .dup(ArrayType.ACTIVATIONS, patches, 'c')
        .reshape('c', n, rows() * columns(), features())
        .permute(0, 2, 1);
  }

  @Override
  public INDArray backprop(INDArray output, int miniBatchSize, LayerWorkspaceMgr workspaces) {
    long n = output.size(0);
    INDArray whole =
        output
            .permute(0, 2, 1)
            .dup('c')
            .reshape('c', n, rows(), columns(), side, side, channels)
            .permute(0, 1, 3, 2, 4, 5)
            .dup('c')
            .reshape('c', n, rows() * side, columns() * side, channels);
    return workspaces.dup(ArrayType.ACTIVATION_GRAD, whole.get(picture()), 'c');
  }

  // a picture, or its values as a row, channels fastest
  private boolean isPicture(InputType type) {
    if (type instanceof InputType.InputTypeConvolutional image) {
      return image.getFormat() == CNN2DFormat.NHWC
          && image.getHeight() == height
          && image.getWidth() == width
          && image.getChannels() == channels;
    }
    return type instanceof InputType.InputTypeFeedForward row
        && row.getSize() == height * width * channels;
  }

  private INDArrayIndex[] picture() {
    return new INDArrayIndex[] {
      NDArrayIndex.all(),
      NDArrayIndex.interval(0, height),
      NDArrayIndex.interval(0, width),
      NDArrayIndex.all()
    };
  }

  /** Pixels of one side of a patch. */
  public long side() {
    return side;
  }

  private long rows() {
    return (height - 1) / side + 1;
  }

  private long columns() {
    return (width - 1) / side + 1;
  }

  private long features() {
    return side * side * channels;
  }

  @Override
  public InputType getOutputType(InputType inputType) {
    if (!isPicture(inputType)) {
      throw new IllegalArgumentException(
          "patches are cut from %s or rows of as many values, was given %s"
              .formatted(
                  InputType.convolutional(height, width, channels, CNN2DFormat.NHWC), inputType));
    }
    return InputType.recurrent(features(), rows() * columns());
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
    return new Pair<>(maskArray, currentMaskState);
  }

  @Override
  public InputPreProcessor clone() {
    return new AsPatches(side, height, width, channels);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AsPatches that
        && that.side == side
        && that.height == height
        && that.width == width
        && that.channels == channels;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(((side * 31 + height) * 31 + width) * 31 + channels);
  }
}
