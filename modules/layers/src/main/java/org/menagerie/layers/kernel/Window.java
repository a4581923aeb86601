package org.menagerie.layers.kernel;

import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * How a convolution or pooling window moves over one dimension of an image.
 *
 * @param size elements of the window
 * @param stride elements from one position to the next
 * @param dilation elements from one element of the window to the next, 1 for none
 * @param padding zeros before the first element; "same" windows compute their own
 * @param same whether the output has ceil(input / stride) elements, padded as TensorFlow does
 */
public record Window(int size, int stride, int dilation, int padding, boolean same) {

  /** The windows over height and width of a Deeplearning4j configuration. */
  public static Window[] of(
      int[] size, int[] stride, int[] dilation, int[] padding, ConvolutionMode mode) {
    boolean same = mode == ConvolutionMode.Same;
    Window[] windows = new Window[2];
    for (int i = 0; i < 2; i++) {
      windows[i] = new Window(size[i], stride[i], dilation[i], same ? 0 : padding[i], same);
    }
    return windows;
  }

  /** A window over all of an input. */
  static Window whole(long input) {
    return new Window(Math.toIntExact(input), 1, 1, 0, false);
  }

  /**
   * The number of positions over an input.
   *
   * @throws IllegalArgumentException when the window is larger than the input and its padding
   */
  public long output(long input) {
    if (same) {
      return (input + stride - 1) / stride;
    }
    long room = input + 2L * padding - extent();
    if (room < 0) {
      throw new IllegalArgumentException(
          "a window over %d elements does not fit into an input of %d with padding %d"
              .formatted(extent(), input, padding));
    }
    return room / stride + 1;
  }

  /** Zeros before the first element. */
  long before(long input) {
    return same ? total(input) / 2 : padding;
  }

  /** Zeros after the last element. */
  long after(long input) {
    return same ? total(input) - total(input) / 2 : padding;
  }

  private long total(long input) {
    long total = (output(input) - 1) * stride + extent() - input;
    if (total
        < -1) { // ND4J would start inside the image, Deeplearning4j's own layers refuse it too
      throw new IllegalArgumentException(
          "a same window of size %d and stride %d leaves out %d elements of an input of %d"
              .formatted(size, stride, -total, input));
    }
    return Math.max(0, total);
  }

  private long extent() {
    return 1L + (size - 1L) * dilation;
  }
}
