package org.menagerie.report;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Guards;
import org.menagerie.data.SymbolEncoder;

/** Goes on with a text, symbol by symbol, each drawn from what the network says of the next. */
public final class TextGenerator {
  private static final int FIRST = 2; // token of the first symbol

  private final ComputationGraph network;
  private final SymbolEncoder encoder;
  private final double temperature;
  private final SplittableRandom random;

  /**
   * A generator with a random stream of its own.
   *
   * @param temperature probabilities are raised to its inverse and brought to sum 1; the nearer to
   *     0, the surer is the likeliest symbol
   */
  public TextGenerator(
      ComputationGraph network, SymbolEncoder encoder, double temperature, long seed) {
    this.network = network;
    this.encoder = encoder;
    this.temperature = Guards.positive(temperature, "temperature");
    random = new SplittableRandom(seed);
  }

  /** What follows the prompt, {@code length} symbols of it. */
  public String after(String prompt, int length) {
    Guards.positive(length, "length");
    int[] tokens = encoder.tokens(prompt);
    int known = tokens.length;
    NextSymbols next = NextSymbols.of(network, encoder);
    tokens = Arrays.copyOf(tokens, known + length);
    StringBuilder text = new StringBuilder();
    for (int end = known; end < tokens.length; end++) {
      int symbol = draw(next.behind(tokens, end));
      tokens[end] = FIRST + symbol;
      text.append(encoder.target().labels().get(symbol));
    }
    return text.toString();
  }

  private int draw(double[] probabilities) {
    double highest = Arrays.stream(probabilities).max().orElse(1);
    double[] weights =
        Arrays.stream(probabilities).map(p -> Math.pow(p / highest, 1 / temperature)).toArray();
    double left = random.nextDouble() * Arrays.stream(weights).sum();
    int symbol = 0;
    while (symbol < weights.length - 1 && left >= weights[symbol]) {
      left -= weights[symbol++];
    }
    return symbol;
  }
}
