package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;

class LossTest {
  private static final Target NUMBERS =
      new Target.Values(List.of(new Target.Value("price", 0, 1, 1)));
  private static final Target PER_STEP = new Target.ClassPerStep(List.of("a", "b"));

  @ParameterizedTest
  @CsvSource({
    "CROSS_ENTROPY, SOFTMAX",
    "BINARY_CROSS_ENTROPY, SIGMOID",
    "NEGATIVE_LOG_LIKELIHOOD, SOFTMAX",
    "KL_DIVERGENCE, SOFTMAX",
    "MEAN_SQUARED_ERROR, SOFTMAX",
    "MEAN_ABSOLUTE_ERROR, SOFTMAX",
    "HUBER, SOFTMAX"
  })
  void classesHaveAnActivationThatGivesProbabilities(Loss loss, Activation activation) {
    assertThat(loss.outputActivation(Fixtures.CLASSES)).isEqualTo(activation);
    assertThat(loss.outputActivation(PER_STEP)).isEqualTo(activation);
  }

  @ParameterizedTest
  @EnumSource(names = {"MEAN_SQUARED_ERROR", "MEAN_ABSOLUTE_ERROR", "HUBER"})
  void numbersAreLeftAsTheyAre(Loss loss) {
    assertThat(loss.outputActivation(NUMBERS)).isEqualTo(Activation.IDENTITY);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MEAN_SQUARED_ERROR", "MEAN_ABSOLUTE_ERROR", "HUBER"})
  void lossesOfProbabilitiesRefuseNumbers(Loss loss) {
    assertThatThrownBy(() -> loss.outputActivation(NUMBERS))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "loss %s does not fit a numeric target; use mean-squared-error", Settings.spell(loss));
  }

  @ParameterizedTest
  @EnumSource
  void everyCallGivesAFreshFunction(Loss loss) {
    assertThat(loss.function()).isNotSameAs(loss.function());
  }

  @Test
  void theUsualLossFitsItsTarget() {
    for (Target target : List.of(NUMBERS, Fixtures.CLASSES, PER_STEP)) {
      assertThat(Loss.of(target).outputActivation(target)).isNotNull();
    }
  }
}
