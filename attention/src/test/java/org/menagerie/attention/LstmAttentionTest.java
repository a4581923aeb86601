package org.menagerie.attention;

import java.util.List;
import java.util.Map;
import org.menagerie.core.Architecture;
import org.menagerie.core.Settings;
import org.menagerie.core.Task;
import org.menagerie.testkit.ArchitectureContract;

class LstmAttentionTest extends ArchitectureContract<LstmAttentionConfig> {

  @Override
  protected Architecture<LstmAttentionConfig> architecture() {
    return new LstmAttentionNetwork();
  }

  @Override
  protected LstmAttentionConfig smooth(Task task) {
    // one direction and few steps: both directions have tests of their own
    return Settings.with(
        Settings.with(architecture().defaults(task), Fixed.FEW_SYMBOL_VECTORS),
        Map.of(
            "units", "3",
            "bidirectional", "false",
            "attention", "3",
            "embedding", "3",
            "step-size", "3",
            "patch", "4"));
  }

  @Override
  protected List<ParameterCount<LstmAttentionConfig>> parameterCounts() {
    int one = 4 * 10 * (3 + 10 + 1); // parameters of one direction
    return List.of(
        // attention of width 6 with a bias and a query
        new ParameterCount<>(Fixed.SERIES, of(true, 10), 2 * one + 6 * (20 + 1 + 1) + 2 * (20 + 1)),
        new ParameterCount<>(Fixed.SERIES, of(false, 10), one + 6 * (10 + 1 + 1) + 2 * (10 + 1)),
        new ParameterCount<>(
            Fixed.TEXTS,
            of(false, 10, 5),
            11 * 3 + one + 4 * 5 * (10 + 5 + 1) + 6 * (5 + 1 + 1) + 3 * (5 + 1)),
        // queries, keys and values of width 6, back to 10, and what normalises them
        new ParameterCount<>(
            Fixed.STEPS,
            of(false, 10),
            one + 2 * 10 + 18 * (10 + 1) + 10 * (6 + 1) + 3 * (10 + 1)));
  }

  private static LstmAttentionConfig of(boolean bidirectional, Integer... units) {
    return new LstmAttentionConfig(List.of(units), bidirectional, 6, 0, 3, 1, 2, 0, 2, 0);
  }

  @Override
  protected List<Refusal> refusals() {
    return List.of(
        new Refusal(Fixed.SERIES, Map.of("units", "16,0"), "units must be in [1, 4096], was 0"),
        new Refusal(Fixed.SERIES, Map.of("units", ""), "LSTM layers must be at least 1, was 0"),
        new Refusal(
            Fixed.SERIES, Map.of("attention", "0"), "attention must be in [1, 4096], was 0"),
        new Refusal(Fixed.SERIES, Map.of("dropout", "1"), "dropout must be in [0, 1), was 1.0"),
        new Refusal(Fixed.TEXTS, Map.of("embedding", "0"), "embedding must be in [1, 4096], was 0"),
        new Refusal(
            Fixed.NEXT,
            Map.of("bidirectional", "true"),
            "bidirectional must be false where the next symbol is told"),
        new Refusal(Fixed.TEXTS, Map.of("ngrams", "9"), "ngrams must be in [1, 8], was 9"),
        new Refusal(Fixed.IMAGES, Map.of("patch", "-1"), "patch must be at least 0, was -1"),
        new Refusal(Fixed.ROWS, Map.of("step-size", "0"), "step-size must be at least 1, was 0"));
  }
}
