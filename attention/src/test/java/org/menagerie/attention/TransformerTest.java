package org.menagerie.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.menagerie.core.Architecture;
import org.menagerie.core.Task;
import org.menagerie.testkit.ArchitectureContract;

class TransformerTest extends ArchitectureContract<TransformerConfig> {
  // projections to queries, keys, values and back, two normalisations, and feed-forward
  private static final int BLOCK = 4 * 8 * (8 + 1) + 2 * 2 * 8 + 12 * (8 + 1) + 8 * (12 + 1);
  private static final int NORM = 2 * 8;

  @Override
  protected Architecture<TransformerConfig> architecture() {
    return TransformerNetwork.encoder();
  }

  @Override
  protected TransformerConfig smooth(Task task) {
    return Fixed.small(architecture(), task, Fixed.FEW_SYMBOL_VECTORS);
  }

  @Override
  protected List<ParameterCount<TransformerConfig>> parameterCounts() {
    return List.of(
        count(Fixed.ROWS, Map.of(), 8 * (2 + 1) + BLOCK + NORM + 3 * (8 + 1)),
        // rows of 6 pixels with 3 channels; eight positions, mean and maximum side by side
        count(
            Fixed.IMAGES,
            Map.of("positions", "learned", "pooling", "mean-max"),
            8 * (18 + 1) + 8 * 8 + BLOCK + NORM + 3 * (16 + 1)),
        // four patches of 5 x 5 pixels cover 8 x 6
        count(
            Fixed.IMAGES,
            Map.of("positions", "learned", "patch", "5"),
            8 * (75 + 1) + 4 * 8 + BLOCK + NORM + 3 * (8 + 1)),
        // six vectors for n-grams
        count(
            Fixed.TEXTS,
            Map.of("ngrams", "3", "buckets", "6"),
            (11 + 6) * 8 + BLOCK + NORM + 3 * (8 + 1)),
        // a bag of symbols and pairs has vectors of its own, and goes to the output as it is
        count(
            Fixed.TEXTS,
            Map.of("bag", "2", "buckets", "6"),
            11 * 8 + (11 + 6) * 8 + BLOCK + 2 * NORM + 3 * (16 + 1)),
        count(
            Fixed.TEXTS,
            Map.of("blocks", "3", "pooling", "class-token", "norm", "after"),
            11 * 8 + 8 + 3 * BLOCK + 3 * (8 + 1)),
        // heads of width 5: projections between 8 and 2 x 5
        count(
            Fixed.SERIES,
            Map.of("head-size", "5", "pooling", "last"),
            8 * (3 + 1) + BLOCK - 4 * 8 * 9 + 30 * 9 + 8 * 11 + NORM + 2 * (8 + 1)),
        count(
            Fixed.TEXTS,
            Map.of("pooling", "attention"),
            11 * 8 + BLOCK + NORM + 32 * (8 + 1 + 1) + 3 * (8 + 1)));
  }

  private ParameterCount<TransformerConfig> count(
      Task task, Map<String, String> changes, long expected) {
    return new ParameterCount<>(task, Fixed.small(architecture(), task, changes), expected);
  }

  @Override
  protected List<Refusal> refusals() {
    return Fixed.refusals();
  }

  @Test
  void theNextSymbolIsRefusedForTheFutureIsSeen() {
    assertThat(architecture().accepts(Fixed.NEXT)).isFalse();
    assertThat(TransformerNetwork.causal().accepts(Fixed.NEXT)).isTrue();
  }
}
