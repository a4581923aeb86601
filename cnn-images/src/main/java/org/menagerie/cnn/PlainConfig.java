package org.menagerie.cnn;

import java.util.Objects;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Initializer;

/**
 * The options of a plain network: those of {@link ResNetConfig} without its shortcuts.
 *
 * @param depth layers with weights on the way from input to output: 6n + 2, n = 1 ... 9
 * @param width channels of the first third of the layers; the others have two and four times as
 *     many
 * @param dropout share of the output layer's inputs that training sets to 0
 * @param embedding channels of a step, where the input is a series or symbols
 */
public record PlainConfig(
    int depth,
    int width,
    int kernel,
    ActivationFunction activation,
    Initializer weightInit,
    double dropout,
    int embedding) {

  public PlainConfig {
    BlockNetwork.check(depth, width, kernel, dropout, embedding);
    Objects.requireNonNull(activation);
    Objects.requireNonNull(weightInit);
  }
}
