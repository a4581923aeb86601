package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** What ND4J does with every array, and should be cheap. */
class ArrayCostTest {

  @Test
  void theNumberDrawnWithEveryArrayIsNoStrongOne() throws ClassNotFoundException {
    Class<?> drawn = Class.forName("org.apache.commons.lang3.RandomUtils");
    assertThat(drawn.getMethods()).extracting(Method::getName).doesNotContain("secure");
  }
}
