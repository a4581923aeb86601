package org.menagerie.rnn;

import java.util.List;
import java.util.Map;
import org.menagerie.core.Architecture;
import org.menagerie.core.Settings;
import org.menagerie.core.Task;
import org.menagerie.testkit.ArchitectureContract;

class GruTest extends ArchitectureContract<RecurrentConfig> {

  @Override
  protected Architecture<RecurrentConfig> architecture() {
    return ForwardNetwork.gru();
  }

  @Override
  protected RecurrentConfig smooth(Task task) {
    return Settings.with(architecture().defaults(task), Map.of("units", "5"));
  }

  @Override
  protected List<ParameterCount<RecurrentConfig>> parameterCounts() {
    return List.of(
        // two gates and a candidate, and a second bias for the candidate
        new ParameterCount<>(
            Fixed.SERIES,
            Fixed.forward(Pooling.MAX, 10),
            3 * 10 * (3 + 10 + 1) + 10 + 2 * (10 + 1)),
        new ParameterCount<>(
            Fixed.STEPS,
            Fixed.forward(Pooling.LAST, 10),
            3 * 10 * (3 + 10 + 1) + 10 + 3 * (10 + 1)));
  }

  @Override
  protected List<Refusal> refusals() {
    return List.of(
        new Refusal(Fixed.SERIES, Map.of("units", "5000"), "units must be in [1, 4096]"),
        new Refusal(
            Fixed.SERIES, Map.of("pooling", "median"), "pooling must be one of last, mean"));
  }
}
