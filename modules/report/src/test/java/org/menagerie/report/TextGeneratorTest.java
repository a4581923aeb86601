package org.menagerie.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.menagerie.core.InvalidInputException;
import org.menagerie.data.SymbolEncoder;
import org.menagerie.layers.Dense;

class TextGeneratorTest {
  private static final SymbolEncoder ENCODER = new SymbolEncoder(8, "abcd");

  private final ComputationGraph network = Networks.ofSymbols(ENCODER);

  @Test
  void stepsWithTheStateKeptSayWhatTheWholeWindowSays() {
    assertThat(NextSymbols.canStep(network, ENCODER)).isTrue();
    int[] tokens = ENCODER.tokens("abdcbbad");
    NextSymbols steps = new NextSymbols.Steps(network);
    NextSymbols windows = new NextSymbols.Windows(network, ENCODER);
    for (int end : new int[] {3, 4, 5, 8}) { // a prompt, single steps, several at once
      assertThat(steps.behind(tokens, end))
          .containsExactly(windows.behind(tokens, end), within(1e-6));
    }
  }

  @Test
  void aStateReachesFurtherBackThanAWindow() {
    int[] one = ENCODER.tokens("abcdabcdabcd");
    int[] other = ENCODER.tokens("dddcabcdabcd"); // differs before the last 8
    assertThat(new NextSymbols.Windows(network, ENCODER).behind(one, 12))
        .isEqualTo(new NextSymbols.Windows(network, ENCODER).behind(other, 12));
    assertThat(new NextSymbols.Steps(network).behind(one, 12))
        .isNotEqualTo(new NextSymbols.Steps(network).behind(other, 12));
  }

  @Test
  void aNetworkWithoutAStateIsReadWindowByWindow() {
    ComputationGraph stateless = Networks.ofSymbols(ENCODER, new Dense.Builder().nOut(5).build());
    assertThat(NextSymbols.canStep(stateless, ENCODER)).isFalse();
    assertThat(new TextGenerator(stateless, ENCODER, 1, 1).after("ab", 20)).hasSize(20);
  }

  @Test
  void theSeedAloneDecidesTheText() {
    String text = new TextGenerator(network, ENCODER, 1, 5).after("ab", 60);
    assertThat(text).hasSize(60).matches("[abcd]+");
    assertThat(new TextGenerator(network, ENCODER, 1, 5).after("ab", 60)).isEqualTo(text);
    assertThat(new TextGenerator(network, ENCODER, 1, 6).after("ab", 60)).isNotEqualTo(text);
  }

  @Test
  void nearTemperatureZeroTheLikeliestSymbolIsTaken() {
    String text = new TextGenerator(network, ENCODER, 1e-4, 1).after("ba", 6);
    String all = "ba" + text;
    for (int end = 2; end < all.length(); end++) {
      double[] next = new NextSymbols.Windows(network, ENCODER).behind(ENCODER.tokens(all), end);
      double highest = java.util.Arrays.stream(next).max().orElseThrow();
      assertThat(next["abcd".indexOf(all.charAt(end))]).isEqualTo(highest);
    }
  }

  @Test
  void impossibleWishesAreRefused() {
    assertThatThrownBy(() -> new TextGenerator(network, ENCODER, 0, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("temperature must be");
    assertThatThrownBy(() -> new TextGenerator(network, ENCODER, 1, 1).after("ab", 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("length must be at least 1");
  }
}
