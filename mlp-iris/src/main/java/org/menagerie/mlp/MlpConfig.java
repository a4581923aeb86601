package org.menagerie.mlp;

import java.util.List;
import java.util.Objects;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Guards;
import org.menagerie.core.Initializer;

/**
 * The options of a multilayer perceptron.
 *
 * @param hidden widths of the hidden layers, from the input on; none for a linear model
 * @param dropout share of each hidden layer's outputs that training sets to 0
 * @param embedding numbers for each symbol, where the input is symbols
 */
public record MlpConfig(
    List<Integer> hidden,
    ActivationFunction activation,
    Initializer weightInit,
    double dropout,
    int embedding) {
  private static final int WIDEST = 16_384; // two such layers already hold a gigabyte

  public MlpConfig {
    hidden = List.copyOf(hidden);
    hidden.forEach(width -> Guards.within(width, 1, WIDEST, "hidden"));
    Objects.requireNonNull(activation);
    Objects.requireNonNull(weightInit);
    Guards.fraction(dropout, "dropout");
    Guards.within(embedding, 1, WIDEST, "embedding");
  }
}
