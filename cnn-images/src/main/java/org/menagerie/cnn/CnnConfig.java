package org.menagerie.cnn;

import java.util.List;
import java.util.Objects;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Guards;
import org.menagerie.core.Initializer;
import org.menagerie.core.InvalidInputException;

/**
 * The options of a convolutional network of stages.
 *
 * @param channels of each stage, from the input on
 * @param convolutions in each stage
 * @param kernel height and width of a convolution's window
 * @param stride of the first convolution of each stage
 * @param pooling at the end of each stage but the last
 * @param window height and width of a pooling window, and its stride
 * @param batchNorm whether batch normalisation follows each convolution
 * @param head how the last picture becomes a row of numbers
 * @param dense widths of dense layers behind the head
 * @param dropout share of the output layer's inputs that training sets to 0
 * @param embedding channels of a step, where the input is a series or symbols
 */
public record CnnConfig(
    List<Integer> channels,
    int convolutions,
    int kernel,
    int stride,
    Padding padding,
    PoolingKind pooling,
    int window,
    boolean batchNorm,
    Head head,
    List<Integer> dense,
    ActivationFunction activation,
    Initializer weightInit,
    double dropout,
    int embedding) {
  private static final int WIDEST = 4_096;

  public CnnConfig {
    channels = List.copyOf(channels);
    dense = List.copyOf(dense);
    if (channels.isEmpty()) {
      throw new InvalidInputException("channels must name at least 1 stage, was empty");
    }
    channels.forEach(width -> Guards.within(width, 1, WIDEST, "channels"));
    Guards.within(convolutions, 1, 16, "convolutions");
    Guards.within(kernel, 1, 31, "kernel");
    Guards.within(stride, 1, 8, "stride");
    Objects.requireNonNull(padding);
    Objects.requireNonNull(pooling);
    Guards.within(window, 1, 31, "window");
    Objects.requireNonNull(head);
    dense.forEach(width -> Guards.within(width, 1, WIDEST, "dense"));
    Objects.requireNonNull(activation);
    Objects.requireNonNull(weightInit);
    Guards.fraction(dropout, "dropout");
    Guards.within(embedding, 1, WIDEST, "embedding");
  }
}
