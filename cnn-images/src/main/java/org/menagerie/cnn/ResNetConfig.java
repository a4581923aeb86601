package org.menagerie.cnn;

import java.util.Objects;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Initializer;

/**
 * The options of a residual network.
 *
 * @param depth layers with weights on the way from input to output: 6n + 2, n = 1 ... 9
 * @param width channels of the first third of the blocks; the others have two and four times as
 *     many
 * @param shortcut where the picture shrinks
 * @param dropout share of the output layer's inputs that training sets to 0
 * @param embedding channels of a step, where the input is a series or symbols
 */
public record ResNetConfig(
    int depth,
    int width,
    int kernel,
    Shortcut shortcut,
    ActivationFunction activation,
    Initializer weightInit,
    double dropout,
    int embedding) {

  public ResNetConfig {
    BlockNetwork.check(depth, width, kernel, dropout, embedding);
    Objects.requireNonNull(shortcut);
    Objects.requireNonNull(activation);
    Objects.requireNonNull(weightInit);
  }
}
