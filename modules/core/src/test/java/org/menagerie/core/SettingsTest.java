package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private record Options(
      int hiddenSize,
      long seed,
      double dropout,
      boolean layerNorm,
      ActivationFunction activation,
      String title,
      List<Integer> hidden,
      List<Double> rates,
      List<String> names,
      List<Loss> losses) {
    Options {
      Guards.positive(hiddenSize, "hidden-size");
    }
  }

  private static final Options BASE =
      new Options(
          64,
          42,
          0.1,
          true,
          ActivationFunction.LEAKY_RELU,
          "plain",
          List.of(64, 32),
          List.of(0.5),
          List.of("a"),
          List.of(Loss.HUBER));

  @Test
  void aRecordReadsAsKebabKeysInTheOrderOfItsComponents() {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("hidden-size", 64);
    expected.put("seed", 42L);
    expected.put("dropout", 0.1);
    expected.put("layer-norm", true);
    expected.put("activation", "leaky-relu");
    expected.put("title", "plain");
    expected.put("hidden", List.of(64, 32));
    expected.put("rates", List.of(0.5));
    expected.put("names", List.of("a"));
    expected.put("losses", List.of("huber"));
    assertThat(Settings.toMap(BASE)).containsExactlyEntriesOf(expected);
    assertThat(Settings.keys(Options.class)).containsExactlyElementsOf(expected.keySet());
  }

  @Test
  void everyTypeIsReadFromText() {
    Options changed =
        Settings.with(
            BASE,
            Map.of(
                "hidden-size", " 128 ",
                "seed", "-9223372036854775808",
                "dropout", "1e-3",
                "layer-norm", "off",
                "activation", "Leaky_ReLU",
                "title", "a=b, c",
                "hidden", "[16, 8,4]",
                "rates", "0.1,0.2",
                "names", "x, y",
                "losses", "cross-entropy,huber"));
    assertThat(changed)
        .isEqualTo(
            new Options(
                128,
                Long.MIN_VALUE,
                1e-3,
                false,
                ActivationFunction.LEAKY_RELU,
                "a=b, c",
                List.of(16, 8, 4),
                List.of(0.1, 0.2),
                List.of("x", "y"),
                List.of(Loss.CROSS_ENTROPY, Loss.HUBER)));
  }

  @Test
  void theOwnTextChangesNothing() {
    Map<String, String> text = new LinkedHashMap<>();
    Settings.toMap(BASE).forEach((key, value) -> text.put(key, value.toString()));
    assertThat(Settings.with(BASE, text)).isEqualTo(BASE);
  }

  @Test
  void anEmptyTextIsAnEmptyList() {
    assertThat(Settings.with(BASE, Map.of("hidden", "")).hidden()).isEmpty();
    assertThat(Settings.with(BASE, Map.of("hidden", "[ ]")).hidden()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hidden-size | 1.5        | hidden-size must be a whole number, was '1.5'
          hidden-size | 3000000000 | hidden-size must be in [-2147483648, 2147483647], was 3000000000
          hidden-size | 0          | hidden-size must be at least 1, was 0
          hidden      | 16,,8      | hidden must be a whole number, was ''
          hidden      | 16,x       | hidden must be a whole number, was 'x'
          dropout     | much       | dropout must be a number, was 'much'
          layer-norm  | perhaps    | layer-norm must be true or false, was 'perhaps'
          """)
  void refusalsNameKeyAndValue(String key, String value, String message) {
    assertThatThrownBy(() -> Settings.with(BASE, Map.of(key, value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void anUnknownConstantIsAnsweredWithAllThatExist() {
    assertThatThrownBy(() -> Settings.constant(Optimizer.class, "optimizer", "sdg"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "optimizer must be one of sgd, momentum, nesterov, adagrad, adadelta, rmsprop, adam,"
                + " adamax, nadam, amsgrad, adabelief; was sdg");
  }

  @Test
  void anUnknownKeyIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Settings.with(BASE, Map.of("hiden-size", "3")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("unknown option 'hiden-size'; did you mean hidden-size? (known: ");
  }

  @Test
  void nothingIsSuggestedWhereNothingIsNear() {
    assertThat(Settings.unknown("data set", "zebra", List.of("iris", "digits")))
        .hasMessage("unknown data set 'zebra' (known: iris, digits)");
  }
}
