package org.menagerie.rnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.rnn.SmallNetworks.Case;
import org.menagerie.testkit.GradientCheck;
import org.nd4j.linalg.api.buffer.DataType;

/** Gradients of every part, with masks, against numerical ones. */
class GradientTest {

  static List<Case<?>> everyPart() {
    return SmallNetworks.everyPart();
  }

  @Test
  void everyCombinationIsThere() {
    // 4 data sets of one label, each with 5 poolings of 5 networks; 2 of a label for every step, of
    // 5 networks; the next symbol, of 2 networks
    assertThat(SmallNetworks.masked()).hasSize(4 * 5 * 5 + 2 * 5 + 2);
    // LAST with 5 networks and 4 poolings with the concatenating one; one pooling of values with 5
    // networks; a label for every step with 5
    assertThat(everyPart()).hasSize(5 + 4 + 5 + 5);
  }

  @ParameterizedTest
  @MethodSource("everyPart")
  void gradientsAreThoseOfTheLoss(Case<?> small) {
    GradientCheck.assertRight(
        small.network(DataType.DOUBLE), small.data().splits(3).train().batch(new int[] {0, 1, 2}));
  }
}
