package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images [batch, height, width, channels] and the windows that move over them.
 *
 * @param batch images
 * @param height of the input
 * @param width of the input
 * @param channels of the input
 * @param outChannels of the output, equal to channels for pooling
 * @param vertical the window over the height
 * @param horizontal the window over the width
 */
public record ImageShape(
    long batch,
    long height,
    long width,
    long channels,
    long outChannels,
    Window vertical,
    Window horizontal) {

  /** The shape of a convolution of these images. */
  public static ImageShape convolution(INDArray x, long outChannels, Window[] windows) {
    return new ImageShape(
        x.size(0), x.size(1), x.size(2), x.size(3), outChannels, windows[0], windows[1]);
  }

  /** The shape of pooling these images. */
  public static ImageShape pooling(INDArray x, Window[] windows) {
    return convolution(x, x.size(3), windows);
  }

  /** The shape of pooling each whole image of these. */
  public static ImageShape global(INDArray x) {
    return pooling(x, new Window[] {Window.whole(x.size(1)), Window.whole(x.size(2))});
  }

  /** [batch, height, width, channels] of the output. */
  public long[] output() {
    return new long[] {batch, outHeight(), outWidth(), outChannels};
  }

  long outHeight() {
    return vertical.output(height);
  }

  long outWidth() {
    return horizontal.output(width);
  }

  /** Zeros above and left of the image. */
  long[] paddingBefore() {
    return new long[] {vertical.before(height), horizontal.before(width)};
  }

  /** Zeros below and right of the image. */
  long[] paddingAfter() {
    return new long[] {vertical.after(height), horizontal.after(width)};
  }

  long[] strides() {
    return new long[] {vertical.stride(), horizontal.stride()};
  }

  /** oneDNN counts the elements left out, Deeplearning4j the step. */
  long[] skipped() {
    return new long[] {vertical.dilation() - 1L, horizontal.dilation() - 1L};
  }

  long[] window() {
    return new long[] {vertical.size(), horizontal.size()};
  }

  /** The integer arguments with which ND4J's convolution and pooling operations start. */
  int[] nd4jWindow() {
    return new int[] {
      vertical.size(),
      horizontal.size(),
      vertical.stride(),
      horizontal.stride(),
      vertical.padding(),
      horizontal.padding(),
      vertical.dilation(),
      horizontal.dilation(),
      vertical.same() ? 1 : 0
    };
  }
}
