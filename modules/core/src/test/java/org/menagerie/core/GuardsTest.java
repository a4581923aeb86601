package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GuardsTest {

  @Test
  void valuesAtTheirBoundsPass() {
    assertThat(Guards.positive(1, "epochs")).isEqualTo(1);
    assertThat(Guards.atLeast(2, 2, "classes")).isEqualTo(2);
    assertThat(Guards.positive(Double.MIN_VALUE, "rate")).isEqualTo(Double.MIN_VALUE);
    assertThat(Guards.notNegative(0.0, "l1")).isZero();
    assertThat(Guards.fraction(0.0, "dropout")).isZero();
    assertThat(Guards.within(3, 3, 5, "depth")).isEqualTo(3);
    assertThat(Guards.within(5, 3, 5, "depth")).isEqualTo(5);
  }

  @Test
  void refusalsNameTheThingTheBoundAndTheValue() {
    refused(() -> Guards.positive(0, "epochs"), "epochs must be at least 1, was 0");
    refused(() -> Guards.atLeast(1, 2, "classes"), "classes must be at least 2, was 1");
    refused(() -> Guards.positive(0.0, "rate"), "rate must be above 0, was 0.0");
    refused(() -> Guards.notNegative(-0.1, "l1"), "l1 must be at least 0, was -0.1");
    refused(() -> Guards.fraction(1.3, "dropout"), "dropout must be in [0, 1), was 1.3");
    refused(() -> Guards.fraction(1.0, "dropout"), "dropout must be in [0, 1), was 1.0");
    refused(() -> Guards.within(6, 3, 5, "depth"), "depth must be in [3, 5], was 6");
    refused(() -> Guards.within(2, 3, 5, "depth"), "depth must be in [3, 5], was 2");
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() {
    refused(() -> Guards.positive(Double.NaN, "rate"), "rate must be above 0, was NaN");
    refused(
        () -> Guards.positive(Double.POSITIVE_INFINITY, "rate"),
        "rate must be above 0, was Infinity");
    refused(() -> Guards.notNegative(Double.NaN, "l2"), "l2 must be at least 0, was NaN");
    refused(
        () -> Guards.notNegative(Double.POSITIVE_INFINITY, "l2"),
        "l2 must be at least 0, was Infinity");
    refused(() -> Guards.fraction(Double.NaN, "dropout"), "dropout must be in [0, 1), was NaN");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(message);
  }
}
