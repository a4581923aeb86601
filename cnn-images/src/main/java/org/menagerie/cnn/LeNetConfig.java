package org.menagerie.cnn;

import java.util.Objects;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Guards;
import org.menagerie.core.Initializer;
import org.menagerie.core.InvalidInputException;

/**
 * The options of LeNet.
 *
 * @param kernel height and width of a convolution's window
 * @param padding of both convolutions
 * @param pooling behind each convolution
 * @param dropout share of the output layer's inputs that training sets to 0
 * @param embedding channels of a step, where the input is a series or symbols
 */
public record LeNetConfig(
    int kernel,
    Padding padding,
    PoolingKind pooling,
    ActivationFunction activation,
    Initializer weightInit,
    double dropout,
    int embedding) {

  public LeNetConfig {
    Guards.within(kernel, 1, 31, "kernel");
    Objects.requireNonNull(padding);
    if (pooling == PoolingKind.NONE) {
      throw new InvalidInputException("pooling must be max or average, was none");
    }
    Objects.requireNonNull(activation);
    Objects.requireNonNull(weightInit);
    Guards.fraction(dropout, "dropout");
    Guards.within(embedding, 1, 4_096, "embedding");
  }
}
