package org.menagerie.rnn;

import java.util.List;
import java.util.Map;
import org.menagerie.core.Architecture;
import org.menagerie.core.Settings;
import org.menagerie.core.Task;
import org.menagerie.testkit.ArchitectureContract;

class LstmTest extends ArchitectureContract<RecurrentConfig> {

  @Override
  protected Architecture<RecurrentConfig> architecture() {
    return ForwardNetwork.lstm();
  }

  @Override
  protected RecurrentConfig smooth(Task task) {
    return Settings.with(architecture().defaults(task), Map.of("units", "5"));
  }

  @Override
  protected List<ParameterCount<RecurrentConfig>> parameterCounts() {
    return List.of(
        // four gates, each with a bias, that see 2 values of the row and 10 states
        new ParameterCount<>(
            Fixed.ROWS, Fixed.forward(Pooling.LAST, 10), 4 * 10 * (2 + 10 + 1) + 3 * (10 + 1)),
        // rows of 6 pixels with 3 channels; mean and maximum side by side
        new ParameterCount<>(
            Fixed.IMAGES,
            Fixed.forward(Pooling.MEAN_MAX, 10),
            4 * 10 * (18 + 10 + 1) + 3 * (20 + 1)),
        new ParameterCount<>(
            Fixed.SERIES,
            Fixed.forward(Pooling.MEAN, 10, 5),
            4 * 10 * (3 + 10 + 1) + 4 * 5 * (10 + 5 + 1) + 2 * (5 + 1)),
        // 11 symbols of 4 numbers each; attention of width 32 with a bias and a query
        new ParameterCount<>(
            Fixed.TEXTS,
            Fixed.forward(Pooling.ATTENTION, 10),
            11 * 4 + 4 * 10 * (4 + 10 + 1) + 32 * (10 + 1 + 1) + 3 * (10 + 1)),
        new ParameterCount<>(
            Fixed.NEXT,
            Fixed.forward(Pooling.LAST, 10),
            6 * 4 + 4 * 10 * (4 + 10 + 1) + 4 * (10 + 1)));
  }

  @Override
  protected List<Refusal> refusals() {
    return List.of(
        new Refusal(Fixed.SERIES, Map.of("units", "16,0"), "units must be in [1, 4096], was 0"),
        new Refusal(Fixed.SERIES, Map.of("units", ""), "recurrent layers must be at least 1"),
        new Refusal(Fixed.SERIES, Map.of("dropout", "1"), "dropout must be in [0, 1), was 1.0"),
        new Refusal(Fixed.TEXTS, Map.of("embedding", "0"), "embedding must be in [1, 4096], was 0"),
        new Refusal(Fixed.ROWS, Map.of("step-size", "0"), "step-size must be at least 1, was 0"),
        new Refusal(Fixed.NEXT, Map.of("truncate", "-1"), "truncate must be at least 0, was -1"));
  }
}
