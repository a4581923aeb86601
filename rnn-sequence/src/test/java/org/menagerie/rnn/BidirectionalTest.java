package org.menagerie.rnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.menagerie.core.Architecture;
import org.menagerie.core.Settings;
import org.menagerie.core.Task;
import org.menagerie.testkit.ArchitectureContract;

class BidirectionalTest extends ArchitectureContract<BidirectionalConfig> {

  @Override
  protected Architecture<BidirectionalConfig> architecture() {
    return new BidirectionalNetwork();
  }

  @Override
  protected BidirectionalConfig smooth(Task task) {
    return Settings.with(architecture().defaults(task), Map.of("units", "5"));
  }

  @Override
  protected List<ParameterCount<BidirectionalConfig>> parameterCounts() {
    int one = 4 * 10 * (3 + 10 + 1); // parameters of one direction
    return List.of(
        new ParameterCount<>(
            Fixed.SERIES, Fixed.both(Merge.CONCATENATE, Pooling.LAST, 10), 2 * one + 2 * (20 + 1)),
        new ParameterCount<>(
            Fixed.SERIES, Fixed.both(Merge.ADD, Pooling.LAST, 10), 2 * one + 2 * (10 + 1)),
        new ParameterCount<>(
            Fixed.SERIES, Fixed.both(Merge.AVERAGE, Pooling.MAX, 10), 2 * one + 2 * (10 + 1)),
        new ParameterCount<>(
            Fixed.STEPS,
            Fixed.both(Merge.ADD, Pooling.LAST, 10, 5),
            2 * one + 2 * 4 * 5 * (10 + 5 + 1) + 3 * (5 + 1)));
  }

  @Override
  protected List<Refusal> refusals() {
    return List.of(
        new Refusal(Fixed.SERIES, Map.of("merge", "multiply"), "merge must be one of concatenate"));
  }

  @Test
  void theNextSymbolIsRefusedForTheFutureIsSeen() {
    assertThat(architecture().accepts(Fixed.NEXT)).isFalse();
    assertThat(ForwardNetwork.lstm().accepts(Fixed.NEXT)).isTrue();
  }
}
