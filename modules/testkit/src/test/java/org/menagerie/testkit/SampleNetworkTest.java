package org.menagerie.testkit;

import java.util.List;
import java.util.Map;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Architecture;
import org.menagerie.core.InputShape.Features;
import org.menagerie.core.InputShape.Sequence;
import org.menagerie.core.Task;

/** The contract can be kept. */
class SampleNetworkTest extends ArchitectureContract<SampleNetwork.Options> {
  private static final Task ROWS = TinyData.of(new Features(5), TinyData.classes(3)).task();
  private static final Task SERIES =
      TinyData.of(new Sequence(7, 3), TinyData.classPerStep(4)).task();

  @Override
  protected Architecture<SampleNetwork.Options> architecture() {
    return new SampleNetwork();
  }

  @Override
  protected List<ParameterCount<SampleNetwork.Options>> parameterCounts() {
    SampleNetwork.Options eight = new SampleNetwork.Options(8, ActivationFunction.TANH, 0);
    return List.of(
        new ParameterCount<>(ROWS, eight, (5 + 1) * 8 + (8 + 1) * 3),
        new ParameterCount<>(SERIES, eight, (3 + 8 + 1) * 8 + (8 + 1) * 4));
  }

  @Override
  protected List<Refusal> refusals() {
    return List.of(
        new Refusal(ROWS, Map.of("hidden", "0"), "hidden must be at least 1, was 0"),
        new Refusal(ROWS, Map.of("dropout", "1"), "dropout must be in [0, 1), was 1.0"));
  }
}
